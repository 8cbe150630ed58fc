-- 依据 DAY-6, DAY-13, DAY-14: draws of whom to check, checks on the spot, attendance.

-- 抽查: who was drawn and from what, kept so that anybody can draw again and must get the same.
create table spot_check (
  id                 bigint generated always as identity primary key,
  no                 text not null unique,
  institution_id     bigint not null references institution (id),
  institution_ord    integer not null,
  biz_date           date not null,
  running_no         integer not null,     -- of the day and institution, from 1: a second draw shows
  target             text not null,        -- everyone, outside
  wanted             integer not null,     -- how many were to be drawn
  reason             text,
  ordered_by         bigint not null references staff (id),
  ordered_at         timestamptz not null,
  checker_id         bigint references staff (id),
  chain_seq          integer not null,     -- place and hash of the audit chain's head at the order
  chain_hash         text not null,
  seed               text not null,        -- sha256 of hash, day, institution and running number
  candidates         text not null,        -- staff numbers in code-point order, by commas
  candidates_digest  text not null,        -- sha256 of them
  version            integer not null default 1,
  recorded_at        timestamptz not null,
  unique (institution_id, biz_date, running_no)
);
create index spot_check_scope on spot_check (institution_ord, id);

-- 查岗: one person drawn. Where he works is written when he has been checked: until then only who ordered and who checks
-- may find the row, so that nobody is warned.
create table post_check (
  id               bigint generated always as identity primary key,
  no               text not null unique,
  spot_check_no    text not null,
  staff_id         bigint not null references staff (id),
  ordered_by       bigint not null,
  checker_id       bigint not null,
  informed_id      bigint,                 -- the person, once he is told
  institution_id   bigint,
  institution_ord  integer,
  state            text not null,          -- drawn, passed, adverse, charged, excused, dropped
  biz_date         date not null,
  outing_no        text,                   -- he was out when he was drawn
  place            text not null,          -- where he was to be found
  outcome          text,
  note             text,
  photo            text,                   -- of stored_file
  photographed     boolean,
  checked_at       timestamptz,
  checked_by       bigint,
  reply            text,
  replied_at       timestamptz,
  fault            text,
  incident_id      bigint references incident (id),
  decided_by       bigint,
  decided_at       timestamptz,
  comment          text,
  version          integer not null default 1,
  recorded_at      timestamptz not null
);
create index post_check_draw on post_check (spot_check_no);
create index post_check_staff on post_check (staff_id, biz_date);
create index post_check_scope on post_check (institution_ord, id);
create index post_check_open on post_check (checker_id) where state in ('drawn', 'adverse');

-- 考勤登记: what a person wrote about a day because no fact says it. What facts say is read from them.
create table attendance (
  id               bigint generated always as identity primary key,
  no               text not null unique,
  staff_id         bigint not null references staff (id),
  institution_id   bigint,
  institution_ord  integer,
  state            text not null,          -- noted, charged, excused, withdrawn
  biz_date         date not null,
  status           text not null,          -- present, late, early, off_post, absent
  note             text,
  noted_by         bigint not null,
  reply            text,
  replied_at       timestamptz,
  fault            text,
  incident_id      bigint references incident (id),
  decided_by       bigint,
  decided_at       timestamptz,
  comment          text,
  version          integer not null default 1,
  recorded_at      timestamptz not null
);
create unique index attendance_of_day on attendance (staff_id, biz_date) where state in ('noted', 'charged', 'excused');
create index attendance_day on attendance (biz_date, institution_ord);
create index attendance_scope on attendance (institution_ord, id);
