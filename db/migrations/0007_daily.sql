-- 依据 DAY-7, DAY-8, DAY-15: visit records and leave.

create table visit (
  id               bigint generated always as identity,
  no               text not null,
  customer_id      bigint not null,
  staff_id         bigint not null,
  institution_id   bigint not null,
  institution_ord  integer not null,
  state            text not null,
  occurred_at      timestamptz not null,
  biz_date         date not null,
  met_name         text,
  met_department   text,
  met_title        text,
  purpose          text,
  wanted           text,               -- 想要达到的结果
  result           text,
  other_info       text,
  next_step        text,
  next_on          date,
  submissions      integer not null default 0,  -- how often it was handed in; the last one is what is reviewed
  submitted_at     timestamptz,
  reviewed_at      timestamptz,        -- confirmed or returned
  reviewed_by      bigint,
  comment          text,               -- 朱批: the leader's sentence
  retraction       text,               -- why the record was withdrawn
  version          integer not null default 1,
  recorded_at      timestamptz not null,
  primary key (customer_id, id)
);
create unique index visit_no on visit (customer_id, no);
create index visit_id on visit (id);
create index visit_staff on visit (staff_id, biz_date);
create index visit_queue on visit (institution_ord, submitted_at, id) where state = 'submitted';

create table leave (
  id              bigint generated always as identity primary key,
  no              text not null unique,
  staff_id        bigint not null references staff (id),
  institution_id  bigint,
  institution_ord integer,
  state           text not null,        -- requested, approved, refused, returned, cancelled
  from_date       date not null,
  to_date         date not null,        -- included in the leave
  reason          text,
  decided_by      bigint,
  decided_at      timestamptz,
  comment         text,
  version         integer not null default 1,
  recorded_at     timestamptz not null,
  check (to_date >= from_date)
);
create index leave_staff on leave (staff_id, from_date);

-- What rules read of a leave, as known at any time.
create table leave_version (
  leave_id       bigint not null,
  staff_id       bigint not null,
  valid_from     date not null,
  valid_until    date not null,         -- first day after the leave
  counts         boolean not null,      -- approved or returned, not cancelled
  recorded_at    timestamptz not null,
  superseded_at  timestamptz
);
create index leave_version_staff on leave_version (staff_id, valid_from);
create index leave_version_leave on leave_version (leave_id);
