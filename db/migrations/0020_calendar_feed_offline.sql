-- 依据 DAY-19: the address under which one's own calendar reads one's day, and what was written without a network.

create table calendar_feed (
  id          bigint generated always as identity primary key,
  account_id  bigint not null references account (id),
  staff_id    bigint not null references staff (id),
  token_hash  bytea not null unique,    -- sha256 of the secret in the address, which is shown once and never stored
  created_at  timestamptz not null,
  read_at     timestamptz,              -- when a calendar last asked
  revoked_at  timestamptz
);
create unique index calendar_feed_in_force on calendar_feed (account_id) where revoked_at is null;

-- Evidence of when something was written beside when it was sent. Rules read neither: they read what became known when.
create table offline_entry (
  account_id  bigint not null references account (id),
  key         text not null,            -- of the request, its Idempotency-Key
  staff_id    bigint,
  endpoint    text not null,            -- daily.visit.record
  row_id      bigint,                   -- of the answer, where it has one
  written_at  timestamptz not null,     -- by the device's clock
  sent_at     timestamptz not null,     -- by the server's
  clock_ahead integer not null,         -- milliseconds by which the device's clock was ahead at sending
  primary key (account_id, key)
);
create index offline_entry_row on offline_entry (endpoint, row_id);
