-- Made from the declarations of the registers; never edited.
drop schema if exists row_label cascade;
create schema row_label;
grant usage on schema row_label to zhanye_reader;
create view row_label."institution" as select id, "name" from "institution";
create view row_label."staff" as select id, "name" from "staff";
create view row_label."customer" as select id, "name" from "customer";
create view row_label."outing" as select id, "no" from "outing";
create view row_label."breach" as select id, "rule_id" from "breach";
create view row_label."incident" as select id, "no" from "incident";
create view row_label."measure" as select id, "no" from "measure";
grant select on all tables in schema row_label to zhanye_reader;
grant select on "customer_search" to zhanye_reader;
grant select on "customer_assistant" to zhanye_reader;

alter table "institution" enable row level security;
alter table "institution" force row level security;
drop policy if exists engine on "institution";
create policy engine on "institution" to current_user using (true) with check (true);
drop policy if exists reading on "institution";
create policy reading on "institution" for select to zhanye_reader using (
  (select access_holds('{rm,leader,president,business,hr,audit,clerk,none,admin:system,admin:security,admin:audit}'))
);
grant select on "institution" to zhanye_reader;

alter table "staff" enable row level security;
alter table "staff" force row level security;
drop policy if exists engine on "staff";
create policy engine on "staff" to current_user using (true) with check (true);
drop policy if exists reading on "staff";
create policy reading on "staff" for select to zhanye_reader using (
  (select access_holds('{rm,leader,president,business,hr,audit,clerk,none,admin:system,admin:security,admin:audit}'))
);
grant select on "staff" to zhanye_reader;

alter table "appointment" enable row level security;
alter table "appointment" force row level security;
drop policy if exists engine on "appointment";
create policy engine on "appointment" to current_user using (true) with check (true);
drop policy if exists reading on "appointment";
create policy reading on "appointment" for select to zhanye_reader using (
  (select access_holds('{business,hr,audit,admin:system,admin:security}'))
  or "institution_ord" <@ (select access_ranges('{leader,president}'))
  or "staff_id" = (select access_staff('{rm,clerk,none,leader,president}'))
);
grant select on "appointment" to zhanye_reader;

alter table "customer" enable row level security;
alter table "customer" force row level security;
drop policy if exists engine on "customer";
create policy engine on "customer" to current_user using (true) with check (true);
drop policy if exists reading on "customer";
create policy reading on "customer" for select to zhanye_reader using (
  (select access_holds('{business,audit}'))
  or "institution_ord" <@ (select access_ranges('{leader,president}'))
  or "holder_id" = (select access_staff('{rm}'))
  or "id" = any (array(select "customer_id" from "customer_assistant" where "staff_id" = (select access_staff('{rm}'))))
);
grant select on "customer" to zhanye_reader;

alter table "custody" enable row level security;
alter table "custody" force row level security;
drop policy if exists engine on "custody";
create policy engine on "custody" to current_user using (true) with check (true);
drop policy if exists reading on "custody";
create policy reading on "custody" for select to zhanye_reader using (
  (select access_holds('{business,audit}'))
  or exists (select from "customer" as whose
    where whose."id" = "custody"."customer_id" and whose."institution_ord" <@ (select access_ranges('{leader,president}')))
  or exists (select from "customer" as whose
    where whose."id" = "custody"."customer_id" and whose."holder_id" = (select access_staff('{rm}')))
  or "customer_id" = any (array(select "customer_id" from "customer_assistant" where "staff_id" = (select access_staff('{rm}'))))
);
grant select on "custody" to zhanye_reader;

alter table "balance" enable row level security;
alter table "balance" force row level security;
drop policy if exists engine on "balance";
create policy engine on "balance" to current_user using (true) with check (true);
drop policy if exists reading on "balance";
create policy reading on "balance" for select to zhanye_reader using (
  (select access_holds('{business,audit}'))
  or exists (select from "customer" as whose
    where whose."id" = "balance"."customer_id" and whose."institution_ord" <@ (select access_ranges('{leader,president}')))
  or exists (select from "customer" as whose
    where whose."id" = "balance"."customer_id" and whose."holder_id" = (select access_staff('{rm}')))
  or "customer_id" = any (array(select "customer_id" from "customer_assistant" where "staff_id" = (select access_staff('{rm}'))))
);
grant select on "balance" to zhanye_reader;

alter table "visit" enable row level security;
alter table "visit" force row level security;
drop policy if exists engine on "visit";
create policy engine on "visit" to current_user using (true) with check (true);
drop policy if exists reading on "visit";
create policy reading on "visit" for select to zhanye_reader using (
  (select access_holds('{business,audit}'))
  or "institution_ord" <@ (select access_ranges('{leader,president}'))
  or "staff_id" = (select access_staff('{rm,leader,president}'))
  or exists (select from "customer" as whose
    where whose."id" = "visit"."customer_id" and whose."holder_id" = (select access_staff('{rm}')))
  or "customer_id" = any (array(select "customer_id" from "customer_assistant" where "staff_id" = (select access_staff('{rm}'))))
);
grant select on "visit" to zhanye_reader;

alter table "leave" enable row level security;
alter table "leave" force row level security;
drop policy if exists engine on "leave";
create policy engine on "leave" to current_user using (true) with check (true);
drop policy if exists reading on "leave";
create policy reading on "leave" for select to zhanye_reader using (
  (select access_holds('{hr,audit}'))
  or "institution_ord" <@ (select access_ranges('{leader,president}'))
  or "staff_id" = (select access_staff('{rm,leader,president,business,clerk}'))
);
grant select on "leave" to zhanye_reader;

alter table "work_task" enable row level security;
alter table "work_task" force row level security;
drop policy if exists engine on "work_task";
create policy engine on "work_task" to current_user using (true) with check (true);
drop policy if exists reading on "work_task";
create policy reading on "work_task" for select to zhanye_reader using (
  (select access_holds('{business,audit}'))
  or "institution_ord" <@ (select access_ranges('{leader,president}'))
  or "assignee_id" = (select access_staff('{rm,leader,president,business,hr,clerk,none}'))
  or "issuer_id" = (select access_staff('{rm,leader,president,business,hr,clerk,none}'))
);
grant select on "work_task" to zhanye_reader;

alter table "meeting" enable row level security;
alter table "meeting" force row level security;
drop policy if exists engine on "meeting";
create policy engine on "meeting" to current_user using (true) with check (true);
drop policy if exists reading on "meeting";
create policy reading on "meeting" for select to zhanye_reader using (
  (select access_holds('{business,hr,audit}'))
  or "institution_ord" <@ (select access_ranges('{leader,president,rm,clerk}'))
);
grant select on "meeting" to zhanye_reader;

alter table "meeting_series" enable row level security;
alter table "meeting_series" force row level security;
drop policy if exists engine on "meeting_series";
create policy engine on "meeting_series" to current_user using (true) with check (true);
drop policy if exists reading on "meeting_series";
create policy reading on "meeting_series" for select to zhanye_reader using (
  (select access_holds('{business,hr,audit}'))
  or "institution_ord" <@ (select access_ranges('{leader,president,rm,clerk}'))
);
grant select on "meeting_series" to zhanye_reader;

alter table "notice" enable row level security;
alter table "notice" force row level security;
drop policy if exists engine on "notice";
create policy engine on "notice" to current_user using (true) with check (true);
drop policy if exists reading on "notice";
create policy reading on "notice" for select to zhanye_reader using (
  (select access_holds('{business,hr,audit}'))
  or "institution_ord" <@ (select access_ranges('{leader,president}'))
);
grant select on "notice" to zhanye_reader;

alter table "outing" enable row level security;
alter table "outing" force row level security;
drop policy if exists engine on "outing";
create policy engine on "outing" to current_user using (true) with check (true);
drop policy if exists reading on "outing";
create policy reading on "outing" for select to zhanye_reader using (
  (select access_holds('{hr,audit}'))
  or "institution_ord" <@ (select access_ranges('{leader,president}'))
  or "staff_id" = (select access_staff('{rm,leader,president,business,clerk}'))
);
grant select on "outing" to zhanye_reader;

alter table "outing_stop" enable row level security;
alter table "outing_stop" force row level security;
drop policy if exists engine on "outing_stop";
create policy engine on "outing_stop" to current_user using (true) with check (true);
drop policy if exists reading on "outing_stop";
create policy reading on "outing_stop" for select to zhanye_reader using (
  (select access_holds('{hr,audit}'))
  or "institution_ord" <@ (select access_ranges('{leader,president}'))
  or "staff_id" = (select access_staff('{rm,leader,president,business,clerk}'))
);
grant select on "outing_stop" to zhanye_reader;

alter table "daily_log" enable row level security;
alter table "daily_log" force row level security;
drop policy if exists engine on "daily_log";
create policy engine on "daily_log" to current_user using (true) with check (true);
drop policy if exists reading on "daily_log";
create policy reading on "daily_log" for select to zhanye_reader using (
  (select access_holds('{business,audit}'))
  or "institution_ord" <@ (select access_ranges('{leader,president}'))
  or "staff_id" = (select access_staff('{rm,leader}'))
);
grant select on "daily_log" to zhanye_reader;

alter table "phone_report" enable row level security;
alter table "phone_report" force row level security;
drop policy if exists engine on "phone_report";
create policy engine on "phone_report" to current_user using (true) with check (true);
drop policy if exists reading on "phone_report";
create policy reading on "phone_report" for select to zhanye_reader using (
  (select access_holds('{audit}'))
  or "institution_ord" <@ (select access_ranges('{leader,president}'))
  or "staff_id" = (select access_staff('{rm,leader}'))
);
grant select on "phone_report" to zhanye_reader;

alter table "problem" enable row level security;
alter table "problem" force row level security;
drop policy if exists engine on "problem";
create policy engine on "problem" to current_user using (true) with check (true);
drop policy if exists reading on "problem";
create policy reading on "problem" for select to zhanye_reader using (
  (select access_holds('{business,audit}'))
  or "institution_ord" <@ (select access_ranges('{leader,president}'))
  or "staff_id" = (select access_staff('{rm,leader}'))
);
grant select on "problem" to zhanye_reader;

alter table "work_paper" enable row level security;
alter table "work_paper" force row level security;
drop policy if exists engine on "work_paper";
create policy engine on "work_paper" to current_user using (true) with check (true);
drop policy if exists reading on "work_paper";
create policy reading on "work_paper" for select to zhanye_reader using (
  (select access_holds('{business,audit}'))
  or "institution_ord" <@ (select access_ranges('{leader,president}'))
  or "staff_id" = (select access_staff('{rm,leader}'))
);
grant select on "work_paper" to zhanye_reader;

alter table "rulebook_draft" enable row level security;
alter table "rulebook_draft" force row level security;
drop policy if exists engine on "rulebook_draft";
create policy engine on "rulebook_draft" to current_user using (true) with check (true);
drop policy if exists reading on "rulebook_draft";
create policy reading on "rulebook_draft" for select to zhanye_reader using (
  (select access_holds('{audit}'))
  or "institution_ord" <@ (select access_ranges('{business,leader,president}'))
);
grant select on "rulebook_draft" to zhanye_reader;

alter table "appeal" enable row level security;
alter table "appeal" force row level security;
drop policy if exists engine on "appeal";
create policy engine on "appeal" to current_user using (true) with check (true);
drop policy if exists reading on "appeal";
create policy reading on "appeal" for select to zhanye_reader using (
  (select access_holds('{audit}'))
  or "institution_ord" <@ (select access_ranges('{leader,president,business,hr}'))
  or "staff_id" = (select access_staff('{rm,clerk,none,leader,president,business,hr}'))
);
grant select on "appeal" to zhanye_reader;

alter table "incident" enable row level security;
alter table "incident" force row level security;
drop policy if exists engine on "incident";
create policy engine on "incident" to current_user using (true) with check (true);
drop policy if exists reading on "incident";
create policy reading on "incident" for select to zhanye_reader using (
  (select access_holds('{audit}'))
  or "institution_ord" <@ (select access_ranges('{leader,president,business,hr}'))
  or "staff_id" = (select access_staff('{rm,clerk,none,leader,president,business,hr}'))
  or "filed_by" = (select access_staff('{rm,clerk,none,leader,president,business,hr}'))
);
grant select on "incident" to zhanye_reader;

alter table "measure" enable row level security;
alter table "measure" force row level security;
drop policy if exists engine on "measure";
create policy engine on "measure" to current_user using (true) with check (true);
drop policy if exists reading on "measure";
create policy reading on "measure" for select to zhanye_reader using (
  (select access_holds('{audit}'))
  or "institution_ord" <@ (select access_ranges('{leader,president,business,hr}'))
  or "staff_id" = (select access_staff('{rm,clerk,none,leader,president,business,hr}'))
);
grant select on "measure" to zhanye_reader;

alter table "grade_proposal" enable row level security;
alter table "grade_proposal" force row level security;
drop policy if exists engine on "grade_proposal";
create policy engine on "grade_proposal" to current_user using (true) with check (true);
drop policy if exists reading on "grade_proposal";
create policy reading on "grade_proposal" for select to zhanye_reader using (
  (select access_holds('{audit}'))
  or "institution_ord" <@ (select access_ranges('{leader,president,business,hr}'))
  or "staff_id" = (select access_staff('{rm,clerk,none,leader,president,business,hr}'))
);
grant select on "grade_proposal" to zhanye_reader;

alter table "monthly_wage" enable row level security;
alter table "monthly_wage" force row level security;
drop policy if exists engine on "monthly_wage";
create policy engine on "monthly_wage" to current_user using (true) with check (true);
drop policy if exists reading on "monthly_wage";
create policy reading on "monthly_wage" for select to zhanye_reader using (
  (select access_holds('{hr}'))
  or "staff_id" = (select access_staff('{rm,clerk,none,leader,president,business,audit}'))
);
grant select on "monthly_wage" to zhanye_reader;

alter table "spot_check" enable row level security;
alter table "spot_check" force row level security;
drop policy if exists engine on "spot_check";
create policy engine on "spot_check" to current_user using (true) with check (true);
drop policy if exists reading on "spot_check";
create policy reading on "spot_check" for select to zhanye_reader using (
  (select access_holds('{audit}'))
  or "ordered_by" = (select access_staff('{leader,president,business}'))
  or "checker_id" = (select access_staff('{leader,president,business}'))
);
grant select on "spot_check" to zhanye_reader;

alter table "post_check" enable row level security;
alter table "post_check" force row level security;
drop policy if exists engine on "post_check";
create policy engine on "post_check" to current_user using (true) with check (true);
drop policy if exists reading on "post_check";
create policy reading on "post_check" for select to zhanye_reader using (
  (select access_holds('{audit}'))
  or "institution_ord" <@ (select access_ranges('{leader,president,business,hr}'))
  or "informed_id" = (select access_staff('{rm,clerk,none,leader,president,business,hr}'))
  or "checker_id" = (select access_staff('{rm,clerk,none,leader,president,business,hr}'))
  or "ordered_by" = (select access_staff('{rm,clerk,none,leader,president,business,hr}'))
);
grant select on "post_check" to zhanye_reader;

alter table "attendance" enable row level security;
alter table "attendance" force row level security;
drop policy if exists engine on "attendance";
create policy engine on "attendance" to current_user using (true) with check (true);
drop policy if exists reading on "attendance";
create policy reading on "attendance" for select to zhanye_reader using (
  (select access_holds('{audit}'))
  or "institution_ord" <@ (select access_ranges('{leader,president,business,hr}'))
  or "staff_id" = (select access_staff('{rm,clerk,none,leader,president,business,hr}'))
);
grant select on "attendance" to zhanye_reader;
