-- 依据 ASM-1 … ASM-5, ASM-7, ASM-10: incidents, acts, consequences, scores, grades.

-- 过错登记: a fault that no rule finds by itself.
create table incident (
  id              bigint generated always as identity primary key,
  no              text not null unique,
  staff_id        bigint not null references staff (id),
  institution_id  bigint not null,
  institution_ord integer not null,
  occurred_at     timestamptz not null,
  fault_title     text not null,        -- as the table of its day has it
  fault           text not null,        -- an item of a points table: 'ASM-1/disclosure'
  circumstances   text[],
  description     text not null,
  evidence        text,
  state           text not null,        -- filed, confirmed, dismissed, withdrawn
  filed_by        bigint not null,
  judged_by       bigint,
  judged_at       timestamptz,
  comment         text,
  version         integer not null default 1,
  recorded_at     timestamptz not null
);
create index incident_staff on incident (staff_id, occurred_at);
create index incident_scope on incident (institution_ord, id);

-- 一个行为: faults of one person by one act, of which the gravest alone costs (从一重). Dissolved, never deleted.
create table act (
  id            bigint generated always as identity primary key,
  staff_id      bigint not null references staff (id),
  reason        text not null,
  linked_by     bigint not null,
  recorded_at   timestamptz not null,
  superseded_at timestamptz,
  superseded_by bigint
);
create index act_staff on act (staff_id) where superseded_at is null;

create table act_fault (
  act_id      bigint not null references act (id),
  breach_id   bigint references breach (id),
  incident_id bigint references incident (id),
  check (num_nonnulls(breach_id, incident_id) = 1)
);
create index act_fault_act on act_fault (act_id);
create index act_fault_breach on act_fault (breach_id) where breach_id is not null;
create index act_fault_incident on act_fault (incident_id) where incident_id is not null;

alter table points_entry add column incident_id bigint references incident (id);
alter table points_entry alter column points type numeric(11, 4);
create index points_entry_incident on points_entry (incident_id) where incident_id is not null;
create index points_entry_breach on points_entry (breach_id) where breach_id is not null;

-- 处置: proposed by a ladder, issued by a person. One standing row per ladder and cause.
create table measure (
  id              bigint generated always as identity primary key,
  no              text not null unique,
  ladder_id       text not null,
  step_id         text not null,
  title           text not null,
  staff_id        bigint not null references staff (id),
  institution_id  bigint not null,
  institution_ord integer not null,
  breach_id       bigint references breach (id),
  incident_id     bigint references incident (id),
  rank            integer not null,      -- k, as the ladder last said
  due_step_id     text,                  -- the step that the ladder calls for now; null: none
  arose_on        date not null,         -- the fault's day
  rectifies       boolean not null,
  issuers         text not null,         -- roles that may issue it, as the step says
  state           text not null,
  demand          text,                  -- what is to be put right
  reply           text,                  -- what was done about it
  replied_at      timestamptz,
  comment         text,
  issued_by       bigint,
  issued_at       timestamptz,
  decided_by      bigint,                -- accepted, declined, revoked
  decided_at      timestamptz,
  version         integer not null default 1,
  recorded_at     timestamptz not null,
  check (num_nonnulls(breach_id, incident_id) >= 1)
);
create index measure_staff on measure (staff_id);
create index measure_scope on measure (institution_ord, id);

-- An appeal is against a breach, an incident or a measure.
alter table appeal alter column breach_id drop not null;
alter table appeal add column incident_id bigint references incident (id);
alter table appeal add column measure_id bigint references measure (id);
alter table appeal add check (num_nonnulls(breach_id, incident_id, measure_id) >= 1);
create unique index appeal_open_incident on appeal (incident_id) where state = 'filed';
create unique index appeal_open_measure on appeal (measure_id) where state = 'filed';

-- 考核: a number that a person enters before closing (定性).
create table score_entry (
  id            bigint generated always as identity primary key,
  score_id      text not null,
  period        text not null,
  staff_id      bigint not null references staff (id),
  measure_id    text not null,
  value         numeric(18, 2) not null,
  entered_by    bigint not null,
  recorded_at   timestamptz not null,
  superseded_at timestamptz
);
create unique index score_entry_key on score_entry (score_id, period, staff_id, measure_id) where superseded_at is null;

-- A closed period: a snapshot. Closing anew supersedes it and says why.
create table score_closing (
  id               bigint generated always as identity primary key,
  score_id         text not null,
  period           text not null,
  period_start     date not null,
  period_end       date not null,        -- first day after
  rulebook_version integer not null,
  reason           text,
  closed_by        bigint not null,
  closed_at        timestamptz not null,
  superseded_at    timestamptz
);
create unique index score_closing_key on score_closing (score_id, period) where superseded_at is null;

create table score_result (
  closing_id      bigint not null references score_closing (id),
  staff_id        bigint not null references staff (id),
  institution_id  bigint,
  institution_ord integer,
  post            text not null,
  peer_group      text not null,
  place           integer not null,
  peers           integer not null,
  total           numeric(18, 2) not null,
  detail          jsonb not null,        -- every line's arithmetic, as it was
  primary key (closing_id, staff_id)
);
create index score_result_staff on score_result (staff_id);

-- 级: in force from a day until the next row's. A ledger.
create table staff_grade (
  id            bigint generated always as identity primary key,
  grade_id      text not null,
  staff_id      bigint not null references staff (id),
  level         text,                    -- null: out of the ladder
  valid_from    date not null,
  decided_by    bigint not null,
  recorded_at   timestamptz not null,
  superseded_at timestamptz
);
create index staff_grade_staff on staff_grade (staff_id, valid_from) where superseded_at is null;

create table grade_proposal (
  id              bigint generated always as identity primary key,
  no              text not null unique,
  grade_id        text not null,
  staff_id        bigint not null references staff (id),
  institution_id  bigint not null,
  institution_ord integer not null,
  period          text not null,
  move            text not null,         -- rise, fall, exit
  from_level      text not null,
  to_level        text,
  from_title      text not null,
  to_title        text not null,
  grounds         text not null,         -- the closed periods' totals in a sentence
  effective_on    date,
  state           text not null,         -- proposed, approved, refused
  decided_by      bigint,
  decided_at      timestamptz,
  comment         text,
  version         integer not null default 1,
  recorded_at     timestamptz not null
);
create unique index grade_proposal_open on grade_proposal (grade_id, staff_id) where state = 'proposed';
create index grade_proposal_scope on grade_proposal (institution_ord, id);
