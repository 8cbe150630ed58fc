-- Searching customers by any part of name, spelling or number (docs/adr/0028): three letters at a time, and what is left
-- at the end of a word, so that a shorter search is the beginning of some. No extension: banks' servers lack some.
create function search_grams(texts text) returns tsvector language sql immutable strict parallel safe as $$
  select array_to_tsvector(array(select substr(lower(texts), i, 3) from generate_series(1, length(texts)) as i))
$$;

create table customer_search (
  customer_id  bigint primary key,
  grams        tsvector not null
);
create index customer_search_grams on customer_search using gin (grams);

insert into customer_search select id, search_grams(concat_ws(' ', name, pinyin, no)) from customer;
