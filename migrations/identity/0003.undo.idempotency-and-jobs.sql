drop table job_run;
drop table job;
drop table idempotency_key;
