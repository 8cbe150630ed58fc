-- Weekly duties share a partition a quarter, as daily ones do a month (src/platform/db/partitions.ts): what a person
-- owes is looked for in every partition. The weeks wait in the default one until theirs is made.
do $$
declare
  week record;
begin
  for week in
    select c.relname from pg_inherits join pg_class c on c.oid = inhrelid
    where inhparent = 'duty'::regclass and c.relname ~ '^duty_\d{4}_w\d{2}$'
  loop
    execute format('alter table duty detach partition %I', week.relname);
    execute format('insert into duty select * from %I', week.relname);
    execute format('drop table %I', week.relname);
  end loop;
end
$$;
