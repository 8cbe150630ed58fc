-- 依据 DAY-1 … DAY-4, DAY-16, DAY-17: meetings with their sign-in sheets, tasks, notices with their receipts.

create table work_task (
  id               bigint generated always as identity primary key,
  no               text not null unique,
  assignee_id      bigint not null references staff (id),
  issuer_id        bigint not null references staff (id),
  institution_id   bigint not null,       -- the assignee's
  institution_ord  integer not null,
  state            text not null,         -- assigned, done, accepted, cancelled
  source           text not null,         -- direct, meeting, log
  source_no        text,                  -- number of the meeting or daily log that it comes from
  title            text not null,
  detail           text,
  due_at           timestamptz not null,
  due_on           date not null,         -- the workday by whose end rules ask for it
  feedback         text,
  done_at          timestamptz,
  verdict          text,
  decided_at       timestamptz,           -- accepted or sent back
  chased           integer not null default 0,
  chased_at        timestamptz,
  version          integer not null default 1,
  recorded_at      timestamptz not null
);
create index work_task_assignee on work_task (assignee_id, state, due_at);
create index work_task_issuer on work_task (issuer_id, state, due_at);
create index work_task_scope on work_task (institution_ord, id);
create index work_task_source on work_task (source_no) where source_no is not null;

create table meeting_series (
  id               bigint generated always as identity primary key,
  name             text not null,
  kind             text not null,         -- morning, weekly, monthReport, month, quarter
  institution_id   bigint not null references institution (id),
  institution_ord  integer not null,
  state            text not null,         -- running, ended
  falls_on         text not null,         -- workday, weekday, monthEnd, monthStart, quarterEnd
  weekday          text,                  -- monday to sunday
  starts_at        text not null,         -- time of day, 08:20
  opens_before     integer not null,      -- minutes
  late_after       integer not null,      -- minutes
  sign_in          text not null,         -- button, code
  attendees        text not null,         -- everyone, managers, superiors
  host_id          bigint,
  place            text,
  agenda           text,
  from_date        date not null,
  version          integer not null default 1,
  recorded_at      timestamptz not null
);
create index meeting_series_scope on meeting_series (institution_ord, id);

create table meeting (
  id               bigint generated always as identity primary key,
  no               text not null unique,
  series_id        integer,               -- null: called by hand
  title            text not null,
  kind             text not null,
  institution_id   bigint not null,
  institution_ord  integer not null,
  state            text not null,         -- called, held, filed, cancelled
  starts_at        timestamptz not null,
  biz_date         date not null,
  opens_before     integer not null,
  late_after       integer not null,
  sign_in          text not null,
  attendees        text not null,
  host_id          bigint,
  place            text,
  agenda           text,
  guests           text,                  -- 列席行领导
  minutes          text,
  cancellation     text,
  held_at          timestamptz,
  filed_at         timestamptz,
  filed_by         bigint,
  version          integer not null default 1,
  recorded_at      timestamptz not null
);
-- One session of a series a day, however often the day begins.
create unique index meeting_session on meeting (series_id, biz_date) where series_id is not null;
create index meeting_scope on meeting (institution_ord, biz_date, id);
create index meeting_day on meeting (biz_date, id);

-- The sign-in sheet: who is expected is settled when the meeting is called.
create table meeting_attendance (
  meeting_id  bigint not null references meeting (id),
  staff_id    bigint not null references staff (id),
  post        text,                       -- as it was then, for the sheet
  status      text not null,              -- expected, present, late, absent, excused
  signed_at   timestamptz,
  way         text,                       -- button, code, roll (called out by the leader)
  reason      text,
  primary key (meeting_id, staff_id)
);
create index meeting_attendance_staff on meeting_attendance (staff_id, meeting_id);

create table notice (
  id               bigint generated always as identity primary key,
  no               text not null unique,
  kind             text not null,         -- notice, directive
  title            text not null,
  body             text not null,
  institution_id   bigint not null references institution (id),
  institution_ord  integer not null,
  audience         text not null,         -- everyone, managers, superiors
  must_read        boolean not null,
  read_by          date,
  due_on           date,                  -- the workday by whose end rules ask for it
  state            text not null,         -- draft, published, withdrawn
  publisher_id     bigint not null references staff (id),
  published_at     timestamptz,
  recipients       integer not null default 0,
  chased           integer not null default 0,
  chased_at        timestamptz,
  version          integer not null default 1,
  recorded_at      timestamptz not null
);
create index notice_scope on notice (institution_ord, id);
create index notice_publisher on notice (publisher_id, id);

create table notice_receipt (
  notice_id  bigint not null references notice (id),
  staff_id   bigint not null references staff (id),
  read_at    timestamptz,
  primary key (notice_id, staff_id)
);
create index notice_receipt_staff on notice_receipt (staff_id, notice_id);
create index notice_receipt_unread on notice_receipt (staff_id) where read_at is null;
