-- Whom a person ever held, entries superseded since included: looking back at any day asks it (依据 RUL-5).
create index custody_holder on custody (staff_id, customer_id);
drop index custody_staff;

-- The dates from which rules count back, the earliest and the latest: every evaluation of such a rule begins with them.
create index fact_due on fact (kind, due_on) include (recorded_at) where due_on is not null;
