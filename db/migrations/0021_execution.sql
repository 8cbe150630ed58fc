-- 执行地图 (依据 RUL-7): how each rule's duties stand, by period and institution. A roll-up that the day's chore keeps, so
-- that the whole bank's map costs a read of some thousand rows; `duty` stays the only truth.
create table execution_tally (
  rule_id         text not null,
  period          text not null,       -- the duties' own period, as in `duty`
  bucket          text not null,       -- the period of the trend: shorter ones than a month are kept by month
  starts_on       date not null,       -- first day of the month in which the period begins
  institution_id  bigint,
  institution_ord integer,
  duties          integer not null,
  fulfilled       integer not null,
  late            integer not null,
  breached        integer not null,
  waived          integer not null,
  void            integer not null,
  in_progress     integer not null,
  timed           integer not null,    -- of the fulfilled: those of which it is known when the last needed fact came
  rushed          integer not null     -- of those: it came within the last minutes before the end, or after it
);
create unique index execution_tally_key on execution_tally (period, rule_id, institution_id) nulls not distinct;
create index execution_tally_scope on execution_tally (institution_ord, starts_on);

-- Up to which change of duties the tally was brought, and with how many minutes.
create table execution_mark (
  only_row     boolean primary key default true check (only_row),
  refreshed_at timestamptz not null,
  terms        text not null
);
