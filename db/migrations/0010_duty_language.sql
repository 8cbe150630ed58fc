-- 依据 RUL-2: rules about people and institutions, and facts with fields of their own.

alter table fact add column extra jsonb;          -- declared fields that have no column; null: none

-- What rules read of an institution, as known at any time.
create table institution_version (
  institution_id  bigint not null,
  recorded_at     timestamptz not null,
  superseded_at   timestamptz,
  opened_on       date not null,
  closed_on       date,
  type            text not null
);
create index institution_version_institution on institution_version (institution_id, recorded_at);
insert into institution_version (institution_id, recorded_at, opened_on, closed_on, type)
select id, recorded_at, opened_on, closed_on, type from institution;

-- Where a person's main appointment places him on which days, as known at any time: for every state of knowledge of his
-- appointments the days [valid_from, valid_until) on which one of them is the first. Days without one have no row.
create view staff_place as
select knowledge.staff_id, stretch.day as valid_from, stretch.next_day as valid_until, main.institution_id, main.post,
  post.role, knowledge.at as recorded_at, knowledge.next_at as superseded_at
from (
  select staff_id, at, lead(at) over (partition by staff_id order by at) as next_at
  from (
    select staff_id, recorded_at as at from appointment
    union select staff_id, superseded_at from appointment where superseded_at is not null
  ) change
) knowledge
join (
  select staff_id, day, lead(day) over (partition by staff_id order by day) as next_day
  from (
    select staff_id, valid_from as day from appointment
    union select staff_id, valid_until from appointment where valid_until is not null
  ) turn
) stretch on stretch.staff_id = knowledge.staff_id
cross join lateral (
  select a.institution_id, a.post from appointment a
  where a.staff_id = knowledge.staff_id and a.recorded_at <= knowledge.at
    and (a.superseded_at is null or a.superseded_at > knowledge.at)
    and a.valid_from <= stretch.day and (a.valid_until is null or a.valid_until > stretch.day)
  order by a.is_main desc, a.valid_from desc, a.id desc limit 1
) main
join post on post.name = main.post;
