-- 核查: what audit looks at every day is found without reading the whole year.

-- Acts that are watched whoever does them; the predicate is that of `src/modules/system/audit/watched.ts`.
create index audit_record_watched on audit_record (at)
  where action like '%.export' or action like '%.reveal' or action like 'import.%' or action like 'account.%'
    or action in ('session.refuse', 'duty.waive', 'backup');

-- Judgements of the last weeks.
create index breach_judged on breach (judged_at) where judged_at is not null;

-- What became known of late: facts lie in the order in which they came, so a few pages tell it.
create index fact_recorded on fact using brin (recorded_at);
