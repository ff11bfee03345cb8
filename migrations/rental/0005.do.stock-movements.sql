-- Where every copy has been. A copy's status and store say where it is now; its movements say how it came there, and add
-- up to it: docs/decisions/0008-movements-are-written-by-the-table.md.

-- Where a copy in transit goes; null if it goes home, to the store that it belongs to.
alter table inventory_item
  add column destination_store_id integer,
  add check (destination_store_id is null or (status = 'in_transit' and destination_store_id <> store_id));

create table stock_movement (
  -- Grows with every movement of a copy, because the copy's row is locked when one is written.
  movement_id bigint generated always as identity primary key,
  -- Not a foreign key: movements are written from the copies themselves, a whole chain of them at once.
  inventory_id integer not null,
  film_id integer not null,
  -- The store that the copy belonged to before, and after; null before for a copy that was added.
  from_store_id integer,
  to_store_id integer not null,
  from_status copy_status,
  to_status copy_status not null,
  moved_at timestamptz not null,
  -- What was done: 'added', 'checked out' …; 'changed' if it was not one of our commands.
  reason text not null check (length(reason) between 1 and 40),
  rental_id integer,
  staff_id integer,
  -- The idempotency key of the command, as its client chose it.
  command_key text,
  check ((from_status is null) = (from_store_id is null))
);

comment on table stock_movement is 'append-only: what happened to a copy is not changed afterwards';

create index stock_movement_of_copy on stock_movement (inventory_id, movement_id);

-- What a statement does is told to the triggers below by the transaction's setting rental.movement, as JSON:
-- {"reason": "checked out", "staffId": 3, "commandKey": "…", "rentals": {"<copy>": <rental>}}. All of it may be left out.
create function current_movement() returns jsonb language sql stable set search_path from current as $$
  select coalesce(nullif(current_setting('rental.movement', true), ''), '{}')::jsonb
$$;

create function note_added_copies() returns trigger language plpgsql set search_path from current as $$
declare
  movement constant jsonb := current_movement();
begin
  insert into stock_movement (inventory_id, film_id, to_store_id, to_status, moved_at, reason, staff_id, command_key)
  select inventory_id, film_id, store_id, status, last_update,
    coalesce(movement->>'reason', 'added'), (movement->>'staffId')::integer, movement->>'commandKey'
  from added order by inventory_id;
  return null;
end
$$;

create function note_moved_copies() returns trigger language plpgsql set search_path from current as $$
declare
  movement constant jsonb := current_movement();
begin
  insert into stock_movement (
    inventory_id, film_id, from_store_id, to_store_id, from_status, to_status, moved_at,
    reason, rental_id, staff_id, command_key
  )
  select inventory_id, after.film_id, before.store_id, after.store_id, before.status, after.status, after.last_update,
    coalesce(movement->>'reason', 'changed'), (movement->'rentals'->>(inventory_id::text))::integer,
    (movement->>'staffId')::integer, movement->>'commandKey'
  from before join after using (inventory_id)
  where (before.status, before.store_id) is distinct from (after.status, after.store_id)
  order by inventory_id;
  return null;
end
$$;

-- Once a statement, so that COPY stays as fast as it is.
create trigger copies_added after insert on inventory_item
  referencing new table as added for each statement execute function note_added_copies();
create trigger copies_moved after update on inventory_item
  referencing old table as before new table as after for each statement execute function note_moved_copies();

insert into stock_movement (inventory_id, film_id, to_store_id, to_status, moved_at, reason)
select inventory_id, film_id, store_id, status, last_update, 'added' from inventory_item order by inventory_id;
