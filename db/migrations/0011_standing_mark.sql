-- 依据 RUL-3, RUL-4: a mark that is another one after every change of what evaluations read besides facts, so that a
-- process that remembers rulebooks and calendars learns from one row whether they still stand. Triggers, because the
-- mark must move in the transaction of the change, whoever makes it.

create table standing_mark (
  only_row boolean primary key default true check (only_row),
  mark     uuid not null default gen_random_uuid()
);
insert into standing_mark default values;

create function move_standing_mark() returns trigger language plpgsql as $$
begin
  update standing_mark set mark = gen_random_uuid();
  return null;
end $$;

create trigger standing_mark after insert or update or delete or truncate on rulebook_version
  for each statement execute function move_standing_mark();
create trigger standing_mark after insert or update or delete or truncate on calendar_day
  for each statement execute function move_standing_mark();
create trigger standing_mark after insert or update or delete or truncate on calendar_year
  for each statement execute function move_standing_mark();
create trigger standing_mark after insert or update of ord, ord_until or delete on institution
  for each statement execute function move_standing_mark();
