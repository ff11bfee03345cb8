-- Events: those of this domain on their way out, and what this domain does with those of others. The same tables are in
-- the schema of every subgraph that has events; packages/events holds their SQL.

-- What happened here, written in the transaction that made it happen. It is also the log that is read where there is no
-- NATS, and what is published again if NATS loses its store.
create table outbox (
  -- The order in which events were written; for events of one aggregate, the order in which they happened.
  outbox_id bigint generated always as identity primary key,
  event_id uuid not null default gen_random_uuid() unique,
  subject text not null check (length(subject) between 1 and 200),
  version integer not null check (version > 0),
  aggregate_type text not null,
  aggregate_id text not null,
  payload jsonb not null,
  occurred_at timestamptz not null,
  -- The W3C trace that the event belongs to.
  traceparent text,
  -- The transaction that wrote it: what a snapshot with a watermark has seen of.
  transaction_id xid8 not null default pg_current_xact_id(),
  -- Its place in the log of this domain's events; null until it is published.
  log_sequence bigint check (log_sequence > 0),
  published_at timestamptz,
  check ((log_sequence is null) = (published_at is null))
);

create index outbox_unpublished on outbox (outbox_id) where log_sequence is null;
create unique index outbox_log on outbox (log_sequence) where log_sequence is not null;

-- A relay that is awake holds this lock, and looks for more by itself. It is told of an event only while it sleeps,
-- because transactions that notify wait for each other when they commit.
create function wake_relay() returns trigger language plpgsql set search_path from current as $$
begin
  if pg_try_advisory_xact_lock_shared(hashtextextended(tg_table_schema || ' relay awake', 0)) then
    perform pg_notify(tg_table_schema || '_outbox', '');
  end if;
  return null;
end
$$;

create trigger outbox_written after insert on outbox for each statement execute function wake_relay();

-- How far a consumer has read the log of a domain.
create table consumer_position (
  consumer text not null,
  owner text not null,
  log_sequence bigint not null check (log_sequence >= 0),
  -- The event that was at that place, which tells whether the log is still the same.
  event_id text,
  -- The snapshot that the consumer was filled from: events of transactions that it has seen are passed over.
  watermark text,
  primary key (consumer, owner)
);

-- The events that a consumer has received: their effects happen once.
create table inbox (
  consumer text not null,
  owner text not null,
  event_id text not null,
  received_at timestamptz not null,
  primary key (consumer, event_id)
);

create index inbox_by_age on inbox (received_at);

-- Received events that wait: for another attempt, or behind one of the same aggregate that does.
create table waiting_event (
  waiting_id bigint generated always as identity primary key,
  consumer text not null,
  owner text not null,
  event_id text not null,
  -- The aggregate, in order of whose events they are handled.
  lane text not null,
  event jsonb not null,
  attempts integer not null check (attempts >= 0),
  -- When the first of its lane is tried again.
  retry_at timestamptz not null,
  error text,
  unique (consumer, event_id)
);

create index waiting_event_lane on waiting_event (consumer, owner, lane, waiting_id);

-- Events that a consumer gave up, for somebody to look at: npm run events.
create table dead_letter (
  dead_letter_id bigint generated always as identity primary key,
  consumer text not null,
  owner text not null,
  event_id text not null,
  lane text not null,
  event jsonb not null,
  -- The class of the error, such as INVALID_EVENT or the code of PostgreSQL; never its text, which may hold a person's data.
  error text not null,
  attempts integer not null,
  dead_at timestamptz not null,
  unique (consumer, event_id)
);
