-- 依据 RUL-3: duties derived from rules, facts and calendar; one row per (rule, subject, anchor).

create table duty (
  rule_id          text not null,
  subject_id       bigint not null,
  anchor           text not null,       -- period's first day, or the trigger's number
  period           text not null,       -- partition: '2026-03', '2026H1'; a response duty takes its trigger's month
  subject_type     text not null,
  starts_at        timestamptz not null,
  until_at         timestamptz not null,
  bearer_id        bigint,
  institution_id   bigint,
  institution_ord  integer,
  need             integer not null,
  got              integer not null,
  status           text not null check (status in ('pending', 'open', 'suspended', 'fulfilled', 'late', 'breached', 'waived', 'void')),
  judgeable_at     timestamptz not null, -- end of the entry grace: before it a breach cannot be judged
  rulebook_version integer not null,
  changed_at       timestamptz not null,
  primary key (subject_id, rule_id, period, anchor)
) partition by list (period);
create index duty_bearer on duty (bearer_id, until_at, subject_id) where status in ('pending', 'open', 'suspended', 'breached');
create index duty_until on duty (until_at) where status in ('pending', 'open', 'suspended');
create table duty_default partition of duty default;

-- 豁免: a fact with approver, clause, reason and range.
create table waiver (
  id             bigint generated always as identity primary key,
  rule_id        text not null,
  subject_id     bigint,               -- null: every subject of the institution
  institution_id bigint,
  from_date      date not null,        -- duties whose anchor period starts in [from_date, until_date)
  until_date     date not null,
  clause         text not null,
  reason         text not null,
  approver_id    bigint not null,
  recorded_at    timestamptz not null,
  superseded_at  timestamptz
);

-- How far the live duties have been brought: occurred clock and known clock.
create table duty_watermark (
  only_row boolean primary key default true check (only_row),
  as_of    timestamptz not null,
  known    timestamptz not null
);

-- Subjects whose duties a bulk change has touched and a fold has not reached yet.
create table duty_stale (
  subject_type text not null,
  subject_id   bigint not null,
  since        date not null,
  marked_at    timestamptz not null,
  primary key (subject_type, subject_id)
);

-- 违规事实: its own row, found by the engine, judged by a person.
create table breach (
  id              bigint generated always as identity primary key,
  rule_id         text not null,
  clause_id       text not null,
  subject_type    text not null,
  subject_id      bigint not null,
  anchor          text not null,
  period          text not null,
  bearer_id       bigint,
  institution_id  bigint,
  institution_ord integer,
  breached_at     timestamptz not null,  -- the duty's end, not the finding time
  judgeable_at    timestamptz not null,
  need            integer not null,
  got             integer not null,
  state           text not null default 'suspected' check (state in ('suspected', 'confirmed', 'dismissed', 'withdrawn')),
  judged_by       bigint,
  judged_at       timestamptz,
  reason          text,
  version         integer not null default 1,
  recorded_at     timestamptz not null,
  unique (subject_id, rule_id, anchor)
);
create index breach_bearer on breach (bearer_id, state);
create index breach_queue on breach (institution_ord, id) where state = 'suspected';
