-- Platform: audit, accounts, files, imports. No business words.

create table setting (
  name        text primary key,
  value       jsonb not null,
  changed_at  timestamptz not null
);

-- 依据 RUL-8: every change leaves a record in its own transaction; records are never updated.
create table audit_record (
  id           bigint generated always as identity primary key,
  at           timestamptz not null,
  account_id   bigint,              -- null: the system itself
  staff_id     bigint,
  action       text not null,       -- 'customer.create', 'import.contacts', 'session.open'
  register     text,
  row_id       text,
  institution_ord integer,          -- lets audit of a branch be read within scope
  detail       jsonb not null       -- before/after of what changed, reason, counts
);
create index audit_record_row on audit_record (register, row_id);
create index audit_record_at on audit_record (at desc, id desc);

-- Records that the sealer has not chained yet, written by the statement that writes the record.
create table audit_unsealed (
  record_id  bigint not null
);

-- The hash chain over audit_record, appended by the one sealer in commit order.
create table audit_chain (
  seq        bigint primary key,
  record_id  bigint not null unique,
  hash       bytea not null          -- sha256(previous hash || canonical record)
);

create table account (
  id              bigint generated always as identity primary key,
  login           text not null unique,
  staff_id        bigint unique,
  password_hash   text not null,
  must_change     boolean not null default true,
  totp_secret     text,
  totp_confirmed  boolean not null default false,
  totp_last_step  bigint,            -- a code is accepted once
  failures        integer not null default 0,
  locked_until    timestamptz,
  admin_role      text check (admin_role in ('system', 'security', 'audit')),
  disabled_at     timestamptz,
  created_at      timestamptz not null
);

create table session (
  token_hash   bytea primary key,    -- sha256 of the cookie; the cookie itself is never stored
  account_id   bigint not null references account (id),
  created_at   timestamptz not null,
  seen_at      timestamptz not null,
  expires_at   timestamptz not null,
  ended_at     timestamptz,
  user_agent   text,
  address      text
);
create index session_account on session (account_id) where ended_at is null;

create table stored_file (
  id          uuid primary key default gen_random_uuid(),
  name        text not null,
  media_type  text not null,
  bytes       bigint not null,
  sha256      bytea not null,
  owner_id    bigint references account (id),
  created_at  timestamptz not null,
  expires_at  timestamptz
);

-- A file's bytes in pieces, so that neither side ever holds a whole file in memory.
create table stored_file_piece (
  file_id  uuid not null references stored_file (id) on delete cascade,
  seq      integer not null,
  content  bytea not null,
  primary key (file_id, seq)
);

-- The task centre: imports and exports that run in the background.
create table task (
  id           bigint generated always as identity primary key,
  kind         text not null,        -- 'import' | 'export'
  title        text not null,
  state        text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  owner_id     bigint references account (id),
  parameters   jsonb not null,
  done         bigint not null default 0,
  total        bigint,
  result       jsonb,                -- counts, warnings
  error        text,
  input_file   uuid references stored_file (id),
  output_file  uuid references stored_file (id),
  created_at   timestamptz not null,
  started_at   timestamptz,
  ended_at     timestamptz,
  cancel_asked boolean not null default false
);
create index task_owner on task (owner_id, id desc);

create table saved_view (
  id         bigint generated always as identity primary key,
  owner_id   bigint not null references account (id),
  register   text not null,
  name       text not null,
  query      jsonb not null,         -- filters, columns, order
  unique (owner_id, register, name)
);

create table idempotency_key (
  account_id bigint not null,
  key        text not null,
  request    bytea not null,         -- sha256 of method, path and body
  status     integer not null,
  response   jsonb not null,
  at         timestamptz not null,
  primary key (account_id, key)
);

-- Running part of the numbers that registers draw (`ZF20260305-1042`); gaps are harmless.
create sequence serial_no;
