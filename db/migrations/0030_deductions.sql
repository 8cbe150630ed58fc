-- 依据 ASM-16: what a fault costs in performance pay, decided by a person within what the wage of the month allows.

alter table incident add column tariff numeric(18, 2);     -- as the points table of its day has it
alter table incident add column deduction numeric(18, 2);  -- 绩效扣减, as who confirmed decided
create index incident_deduction on incident (staff_id, judged_at) where deduction is not null;

-- 月工资: in force from its month until a later row's. Entered by human resources.
create table monthly_wage (
  id           bigint generated always as identity primary key,
  no           text not null unique,
  staff_id     bigint not null references staff (id),
  from_date    date not null,              -- first day of the month
  amount       numeric(18, 2) not null,
  entered_by   bigint not null,
  version      integer not null default 1,
  recorded_at  timestamptz not null,
  unique (staff_id, from_date)
);
