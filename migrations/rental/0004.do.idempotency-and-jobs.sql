-- What every subgraph with commands and jobs needs. The same tables are in the schema of each; packages/idempotency and
-- packages/jobs hold their SQL.

-- What each command answered, so that it answers the same when it is sent again.
create table idempotency_key (
  command text not null,
  -- Whose key it is: two callers may choose the same.
  caller text not null,
  key text not null,
  -- SHA-256 of the canonical input. The input itself is not kept: it may hold a person's data.
  input_hash bytea not null check (length(input_hash) = 32),
  -- Kept as the text that it was, which jsonb would not do. Null only inside the transaction that makes the row.
  result json,
  created_at timestamptz not null,
  primary key (command, caller, key)
);

create index idempotency_key_by_age on idempotency_key (created_at);

-- Each job that this subgraph has run: who has it in hand, and how far it is.
create table job (
  name text primary key,
  -- Grows whenever the lease is taken or given back. Who holds an older number may not write any more.
  fence bigint not null default 0,
  owner text,
  lease_until timestamptz,
  attempt_started_at timestamptz,
  -- The run that is not finished: the time of the schedule that it is for, and how often it was tried.
  due_at timestamptz,
  attempts integer not null default 0,
  retry_at timestamptz,
  -- Where the run stands, written in the transaction of each of its batches.
  state json,
  done bigint not null default 0,
  total bigint,
  -- The class of the last error, such as a code of PostgreSQL; never its text, which may hold a person's data.
  error text,
  -- The latest time of the schedule for which a run succeeded.
  succeeded_due_at timestamptz,
  check ((owner is null) = (lease_until is null)),
  check ((owner is null) = (attempt_started_at is null)),
  check (owner is null or due_at is not null)
);

-- What became of each attempt. `abandoned`: its process ended or lost its lease, and another took over.
create table job_run (
  job_run_id bigint generated always as identity primary key,
  name text not null references job,
  due_at timestamptz not null,
  attempt integer not null,
  owner text not null,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  outcome text not null check (outcome in ('succeeded', 'failed', 'stopped', 'abandoned')),
  -- How far the run was at the end of the attempt.
  done bigint not null,
  error text
);

create index job_run_of_job on job_run (name, job_run_id);
create index job_run_by_age on job_run (ended_at);
