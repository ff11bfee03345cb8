-- The audit log as managers read it: by store, with who read what is known of people, and with what was denied. Entries are
-- removed after 2 years.

alter type audit_kind add value 'people_read';
alter type audit_kind add value 'access_denied';

alter table audit_entry
  -- The store whose managers read it: that of whoever did it, else that of the member of the staff whom it happened to. Null
  -- if it is no store's, and of what was recorded before it was noted.
  add column store_id integer check (store_id > 0),
  -- The customers whose rows were read, as far as they were told.
  add column customer_ids integer[];

create index audit_entry_of_store on audit_entry (store_id, at, audit_id);
create index audit_entry_of_actor on audit_entry (actor_kind, actor_id, at) where actor_id is not null;
create index audit_entry_of_people_read on audit_entry using gin (customer_ids) where customer_ids is not null;

-- What was denied in the last minutes, before it becomes one entry for each subject, address and coordinate.
create table access_denial (
  minute timestamptz not null,
  -- Nobody, if they had not signed in.
  actor_kind principal_kind,
  actor_id integer,
  client_address text check (length(client_address) between 1 and 100),
  coordinate text not null check (length(coordinate) between 1 and 200),
  -- Of the last time.
  operation_name text check (length(operation_name) between 1 and 200),
  count integer not null check (count > 0),
  check ((actor_kind is null) = (actor_id is null)),
  unique nulls not distinct (minute, actor_kind, actor_id, client_address, coordinate)
);

-- Removes entries that are older than a moment, the oldest first. It runs with the rights of its owner, because the
-- subgraph's role can remove none; and it removes none of the last 2 years, whatever it is asked.
create function purge_audit_entries(older_than timestamptz, most integer) returns integer
language plpgsql security definer set search_path from current as $$
declare
  removed integer;
begin
  delete from audit_entry where audit_id in (
    select audit_id from audit_entry
    where at < least(older_than, now() - interval '2 years')
    order by at limit most
    for update skip locked
  );
  get diagnostics removed = row_count;
  return removed;
end
$$;
