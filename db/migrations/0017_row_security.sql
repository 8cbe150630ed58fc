-- What the generated policies of row-level security ask (docs/adr/0020). Who reads is told for the transaction in
-- zhanye.staff (id) and zhanye.posts: [{"role": "leader", "ord": 100, "ordUntil": 200}, {"role": "admin:system"}].

create function access_posts(grantees text[])
returns table (ord integer, ord_until integer)
language sql stable
begin atomic
  select (post ->> 'ord')::integer, (post ->> 'ordUntil')::integer
  from jsonb_array_elements(coalesce(nullif(current_setting('zhanye.posts', true), ''), '[]')::jsonb) as post
  where post ->> 'role' = any (grantees);
end;

-- Whether one of the roles is held at all.
create function access_holds(grantees text[])
returns boolean
language sql stable
begin atomic
  select exists (select from access_posts(grantees));
end;

-- The institutions under the posts that carry one of the roles.
create function access_ranges(grantees text[])
returns int4multirange
language sql stable
begin atomic
  select coalesce(range_agg(int4range(ord, ord_until)), '{}') from access_posts(grantees) where ord is not null;
end;

-- Who reads, if he holds one of the roles.
create function access_staff(grantees text[])
returns bigint
language sql stable
begin atomic
  select nullif(current_setting('zhanye.staff', true), '')::bigint where access_holds(grantees);
end;
