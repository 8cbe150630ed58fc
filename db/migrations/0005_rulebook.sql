-- 依据 RUL-1, RUL-4: the workday calendar and the published rulebooks. Both are data with versions.

create table calendar_day (
  id             bigint generated always as identity primary key,
  institution_id bigint references institution (id),   -- null: the whole bank
  day            date not null,
  is_workday     boolean not null,
  name           text,
  recorded_at    timestamptz not null,
  superseded_at  timestamptz
);
create unique index calendar_day_key on calendar_day (coalesce(institution_id, 0), day) where superseded_at is null;

-- A year is provisional until data for it was published.
create table calendar_year (
  year          integer primary key,
  source        text not null,
  published_at  timestamptz not null
);

create table rulebook_version (
  id            integer generated always as identity primary key,
  title         text not null,
  effective_on  date not null,
  content       jsonb not null,        -- the rulebook document, as exported
  sha256        bytea not null,
  published_at  timestamptz not null,
  published_by  bigint
);
