-- 依据 DAY-15: to whom open matters pass while one is on leave, and what they were when the leave was approved.
alter table leave add column handover_to bigint;
alter table leave add column handover text;
alter table leave add column returned_at timestamptz;
