-- 推演 (依据 RUL-6): what a draft of the rulebook would have meant on past facts. It is worked out beside the live
-- duties and never touches them.
create table scenario (
  id            bigint generated always as identity primary key,
  title         text not null,
  owner_id      bigint references account (id),   -- null: from the command line
  draft_id      bigint,                           -- the draft it came from, if any
  content       jsonb not null,                   -- the rulebook document that was tried
  from_day      date not null,
  until_day     date not null,                    -- first day after the range
  as_of         timestamptz not null,
  known         timestamptz not null,
  task_id       bigint,
  finished_at   timestamptz,                      -- null: under way, or given up
  created_at    timestamptz not null,
  check (until_day > from_day)
);
create index scenario_recent on scenario (created_at desc, id desc);

-- How many duties each person bears by each rule, as it was and as it would have been.
create table scenario_tally (
  scenario_id     bigint not null,
  rule_id         text not null,
  bearer_id       bigint,
  institution_id  bigint,
  institution_ord integer,
  subjects        integer not null,
  duties_before   integer not null,
  duties_after    integer not null,
  need_before     integer not null,
  need_after      integer not null,
  failed_before   integer not null,               -- breached or late
  failed_after    integer not null
);
create index scenario_tally_scenario on scenario_tally (scenario_id, rule_id);

-- Every duty that would have been another, and every one that was missed: what consequences follow from.
create table scenario_duty (
  scenario_id     bigint not null,
  rule_id         text not null,
  subject_type    text not null,
  subject_id      bigint not null,
  anchor          text not null,
  institution_ord integer,
  bearer_before   bigint,
  bearer_after    bigint,
  until_before    timestamptz,
  until_after     timestamptz,
  need_before     integer,
  need_after      integer,
  got_before      integer,
  got_after       integer,
  status_before   text,
  status_after    text,
  primary key (scenario_id, subject_id, rule_id, anchor)
);
create index scenario_duty_page on scenario_duty (scenario_id, rule_id, subject_id, anchor);
