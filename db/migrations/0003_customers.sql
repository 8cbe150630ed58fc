-- Customers, custody, balances. Large tables carry customer_id in every key.

create table customer (
  id               bigint generated always as identity primary key,
  no               text not null unique,
  name             text not null,
  pinyin           text not null default '',   -- initials and full spelling, for search
  kind             text not null check (kind in ('corporate', 'individual')),
  institution_id   bigint not null references institution (id),
  institution_ord  integer not null,           -- copied from institution: scope is one range
  opened_on        date not null,
  id_type          text,
  id_no            text,
  phone            text,
  -- 依据 CUS-3 in its simplest form: the archive's basics
  address          text,
  industry         text,
  contact_name     text,
  contact_title    text,
  note             text,
  -- Current holder and newest balance, copied by the custody and balance ledgers so that lists need no join.
  holder_id        bigint references staff (id),
  deposit          numeric(18, 2) not null default 0,
  credit           numeric(18, 2) not null default 0,
  loan             numeric(18, 2) not null default 0,
  last_contact_on  date,
  version          integer not null default 1,
  recorded_at      timestamptz not null
);
create index customer_scope on customer (institution_ord, id);
create index customer_holder on customer (holder_id, id);

-- What rules read of a customer, as known at any time.
create table customer_version (
  customer_id     bigint not null,
  recorded_at     timestamptz not null,
  superseded_at   timestamptz,
  opened_on       date not null,
  institution_id  bigint not null,
  kind            text not null
);
create index customer_version_customer on customer_version (customer_id, recorded_at);

-- 依据 CUS-6: who serves the customer, from when to when.
create table custody (
  id             bigint generated always as identity,
  customer_id    bigint not null,
  role           text not null check (role in ('primary', 'assistant')),
  staff_id       bigint not null,
  valid_from     date not null,
  valid_until    date,                -- first day no longer in force
  recorded_at    timestamptz not null,
  superseded_at  timestamptz,
  reason         text,
  primary key (customer_id, id)
);
create index custody_id on custody (id);
create unique index custody_key on custody (customer_id, valid_from, role) where superseded_at is null;
create index custody_staff on custody (staff_id, customer_id) where superseded_at is null;

create table balance (
  id             bigint generated always as identity,
  customer_id    bigint not null,
  valid_from     date not null,
  deposit        numeric(18, 2) not null default 0,
  credit         numeric(18, 2) not null default 0,
  loan           numeric(18, 2) not null default 0,
  recorded_at    timestamptz not null,
  superseded_at  timestamptz,
  primary key (customer_id, valid_from, id) include (deposit, credit, loan, recorded_at, superseded_at)
);
create index balance_id on balance (id);
create unique index balance_key on balance (customer_id, valid_from) where superseded_at is null;
create index balance_time on balance using brin (valid_from);
