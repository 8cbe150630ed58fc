-- One index serves as key and as the order of the pages: a trial writes most of what it works out.
drop index scenario_duty_page;
alter table scenario_duty drop constraint scenario_duty_pkey;
alter table scenario_duty add primary key (scenario_id, rule_id, subject_id, anchor);
