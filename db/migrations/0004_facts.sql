-- 事实: append-only, three clocks. A correction is a new row that supersedes; a retraction is a row that says so.
-- Partitions are monthly by biz_date and made by the application before the first row of a month.

create sequence fact_id;

create table fact (
  id             bigint not null default nextval('fact_id'),
  kind           text not null,          -- 'contact', 'visit.submitted', 'visit.confirmed' …
  key            text not null,          -- the business number; versions of one fact share it
  subject_id     bigint not null,        -- customer, staff or institution, as the kind says
  actor_id       bigint,                 -- staff
  institution_id bigint,
  method         text,                   -- contact: visit, call-in, phone, sms, wechat, video
  origin         text not null,          -- 'register' | 'batch'
  ref            text,                   -- key of the fact or row that this one answers
  biz_date       date not null,          -- civil date of occurred_at in the bank's zone
  occurred_at    timestamptz not null,
  recorded_at    timestamptz not null,   -- when it became known
  dated_at       timestamptz not null,   -- recorded_at of the entry that last moved it to biz_date
  superseded_at  timestamptz,
  retracted      boolean not null default false,
  due_on         date,                   -- a date of the fact that a rule may count back from (到期日)
  reason         text,
  result         text,
  primary key (subject_id, biz_date, id) include (kind, method, occurred_at, recorded_at, dated_at, superseded_at, retracted)
) partition by range (biz_date);
create index fact_key on fact (key, kind);
create index fact_actor on fact (actor_id, biz_date);
create table fact_default partition of fact default;
