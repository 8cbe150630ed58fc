-- 依据 ORG-1, ORG-2: institutions, staff, appointments.

create table institution (
  id          bigint generated always as identity primary key,
  no          text not null unique,
  name        text not null,
  pinyin      text not null default '',
  type        text not null,
  parent_id   bigint references institution (id),
  -- Nested interval: the subtree of i is every row with ord in [i.ord, i.ord_until).
  ord         integer not null default 0,
  ord_until   integer not null default 0,
  depth       integer not null default 0,
  opened_on   date not null,
  closed_on   date,
  version     integer not null default 1,
  recorded_at timestamptz not null
);
create index institution_parent on institution (parent_id);
create index institution_ord on institution (ord);

create table post (
  name        text primary key,      -- 客户经理, 支行行长 …
  role        text not null,         -- which access role the post carries
  recorded_at timestamptz not null
);

create table staff (
  id             bigint generated always as identity primary key,
  no             text not null unique,
  name           text not null,
  pinyin         text not null default '',
  supervisor_id  bigint references staff (id),
  joined_on      date not null,
  left_on        date,
  -- Where the main appointment in force places him, copied by the appointments so that scope is one range.
  institution_id  bigint references institution (id),
  institution_ord integer,
  version        integer not null default 1,
  recorded_at    timestamptz not null
);
create index staff_supervisor on staff (supervisor_id);
create index staff_scope on staff (institution_ord, id);

-- 任职: post × institution × dates. A ledger: rows are superseded, never edited.
create table appointment (
  id             bigint generated always as identity primary key,
  staff_id       bigint not null references staff (id),
  post           text not null references post (name),
  institution_id bigint not null references institution (id),
  institution_ord integer,             -- copied from institution
  valid_from     date not null,
  valid_until    date,               -- first day no longer in force
  is_main        boolean not null default true,
  recorded_at    timestamptz not null,
  superseded_at  timestamptz
);
create index appointment_staff on appointment (staff_id) where superseded_at is null;
create index appointment_institution on appointment (institution_id, post) where superseded_at is null;
