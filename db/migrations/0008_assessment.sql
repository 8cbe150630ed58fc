-- 依据 ASM-2, ASM-5: points and appeals.

create table points_entry (
  id          bigint generated always as identity primary key,
  staff_id    bigint not null references staff (id),
  breach_id   bigint references breach (id),
  table_id    text not null,            -- 'ASM-2'
  item_id     text not null,
  points      numeric(9, 2) not null,
  on_date     date not null,            -- the breach's day: decides the cycle
  reverses_id bigint references points_entry (id),
  entered_by  bigint not null,
  recorded_at timestamptz not null
);
create unique index points_entry_reversal on points_entry (reverses_id) where reverses_id is not null;
create index points_entry_staff on points_entry (staff_id, on_date);

create table appeal (
  id              bigint generated always as identity primary key,
  no              text not null unique,
  breach_id       bigint not null references breach (id),
  staff_id        bigint not null references staff (id),
  institution_id  bigint not null,
  institution_ord integer not null,
  state           text not null,        -- filed, upheld, overturned, withdrawn
  statement       text not null,
  evidence        text,
  judged_by       bigint not null,      -- who confirmed the breach: somebody else decides
  decided_by      bigint,
  decided_at      timestamptz,
  decision        text,
  version         integer not null default 1,
  recorded_at     timestamptz not null
);
create unique index appeal_open on appeal (breach_id) where state = 'filed';
