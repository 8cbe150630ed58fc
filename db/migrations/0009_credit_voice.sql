-- Loan notes and complaints as the bank's files bring them. 依据 CUS-17, CUS-10

create table loan_note (
  id             bigint generated always as identity,
  no             text not null,
  customer_id    bigint not null,
  staff_id       bigint,
  product        text,
  amount         numeric(18, 2) not null,
  granted_on     date not null,
  due_on         date not null,
  outstanding    numeric(18, 2) not null,
  class          text,
  overdue_days   integer not null default 0,
  data_date      date not null,
  recorded_at    timestamptz not null,
  superseded_at  timestamptz,
  primary key (customer_id, id)
);
create index loan_note_no on loan_note (no) where superseded_at is null;

create table complaint (
  id              bigint generated always as identity primary key,
  no              text not null unique,
  customer_id     bigint,
  institution_id  bigint not null,
  institution_ord integer not null,
  channel         text,
  subject         text not null,
  accepted_at     timestamptz not null,
  answered_at     timestamptz,
  result          text,
  version         integer not null default 1,
  recorded_at     timestamptz not null
);
