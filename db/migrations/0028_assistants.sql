-- 依据 CUS-6: who assists with which customer today; a copy of the 协办 spans of `custody`, as `holder_id` is of the 主办's,
-- so that access needs no look at dates. Kept by the same hands.
create table customer_assistant (
  customer_id  bigint not null,
  staff_id     bigint not null,
  primary key (customer_id, staff_id)
);
create index customer_assistant_staff on customer_assistant (staff_id, customer_id);

insert into customer_assistant
select distinct customer_id, staff_id from custody
where role = 'assistant' and superseded_at is null and valid_from <= recorded_at::date and valid_until is null;
