-- 撤回豁免: who ended a waiver before its time and why; superseded_at is when (依据 RUL-3).
alter table waiver
  add column retracted_by      bigint,
  add column retraction_reason text,
  add check ((retracted_by is null) = (retraction_reason is null)),
  add check (retracted_by is null or superseded_at is not null);
create index waiver_duty on waiver (rule_id, subject_id, from_date);
