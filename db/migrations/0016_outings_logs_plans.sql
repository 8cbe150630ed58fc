-- 依据 DAY-5, DAY-6, DAY-9 … DAY-12, DAY-18: outings, daily logs and their problems, plans and reports.

create table outing (
  id                  bigint generated always as identity primary key,
  no                  text not null unique,
  staff_id            bigint not null references staff (id),
  superior_id         bigint,               -- the superior who is told
  institution_id      bigint,
  institution_ord     integer,
  state               text not null,        -- planned, out, returned, cancelled
  kind                text not null,        -- business, private
  biz_date            date not null,        -- the day of going out
  planned_out_at      timestamptz not null,
  expected_return_at  timestamptz not null,
  business            text not null,
  leave_no            text,                 -- 因私外出 rests on an approved leave
  acknowledged_at     timestamptz,
  acknowledged_by     bigint,
  out_at              timestamptz,
  returned_at         timestamptz,
  result              text,
  cancellation        text,
  version             integer not null default 1,
  recorded_at         timestamptz not null
);
create index outing_staff on outing (staff_id, biz_date);
create index outing_day on outing (biz_date, institution_ord);
create unique index outing_under_way on outing (staff_id) where state = 'out';

create table outing_stop (
  id                bigint generated always as identity primary key,
  outing_id         bigint not null references outing (id),
  rank              integer not null,
  staff_id          bigint not null references staff (id),
  institution_ord   integer,
  state             text not null,          -- planned, arrived, skipped
  customer_id       bigint,
  party             text,                   -- who is met where he is no customer yet
  place             text not null,
  contact_name      text,
  phone             text,
  purpose           text,
  arrived_at        timestamptz,
  arrival_position  text,                   -- coarse on purpose: hundredths of a degree
  position_consent  boolean,                -- given anew for each position
  skip_reason       text,
  version           integer not null default 1,
  recorded_at       timestamptz not null
);
create index outing_stop_outing on outing_stop (outing_id, rank);

create table daily_log (
  id               bigint generated always as identity primary key,
  no               text not null unique,
  staff_id         bigint not null references staff (id),
  institution_id   bigint,
  institution_ord  integer,
  state            text not null,           -- draft, submitted, read
  biz_date         date not null,
  work             text,                    -- the day's facts as they were at submission
  supplement       text,
  thoughts         text,
  problems         text,
  needs_help       boolean,
  tomorrow         text,
  submitted_at     timestamptz,
  read_at          timestamptz,
  read_by          bigint,
  comment          text,                    -- 朱批
  version          integer not null default 1,
  recorded_at      timestamptz not null,
  unique (staff_id, biz_date)
);
create index daily_log_day on daily_log (biz_date, institution_ord);

-- A report of the day by telephone, as the superior who took it wrote it down.
create table phone_report (
  id               bigint generated always as identity primary key,
  no               text not null unique,
  staff_id         bigint not null references staff (id),
  institution_id   bigint,
  institution_ord  integer,
  biz_date         date not null,
  said             text not null,
  heard_by         bigint not null,
  version          integer not null default 1,
  recorded_at      timestamptz not null,
  unique (staff_id, biz_date)
);
create index phone_report_day on phone_report (biz_date, institution_ord);

create table problem (
  id               bigint generated always as identity primary key,
  no               text not null unique,
  staff_id         bigint not null references staff (id),
  institution_id   bigint,
  institution_ord  integer,
  state            text not null,           -- raised, reported, answered, heard
  raised_on        date not null,
  log_no           text,
  description      text not null,
  period           text,                    -- the month or quarter of the report upward: 2026-03, 2026-Q1
  opinion          text,
  reported_at      timestamptz,
  reported_by      bigint,
  answer           text,
  answered_at      timestamptz,
  answered_by      bigint,
  heard_at         timestamptz,
  version          integer not null default 1,
  recorded_at      timestamptz not null
);
create index problem_staff on problem (staff_id, raised_on);
create index problem_open on problem (institution_ord, raised_on) where state in ('raised', 'reported');

create table work_paper (
  id               bigint generated always as identity primary key,
  no               text not null unique,
  staff_id         bigint not null references staff (id),
  institution_id   bigint,
  institution_ord  integer,
  state            text not null,           -- draft, submitted, read
  kind             text not null,           -- weekPlan, monthPlan, monthReport, quarterReport
  period_start     date not null,
  summary          text,                    -- what the system put together, as it was at submission
  content          text,
  experience       text,
  problems         text,
  submitted_at     timestamptz,
  read_at          timestamptz,
  read_by          bigint,
  comment          text,
  version          integer not null default 1,
  recorded_at      timestamptz not null,
  unique (staff_id, kind, period_start)
);
create index work_paper_period on work_paper (period_start, institution_ord);
