-- People who register themselves: their accounts are made by the identity subgraph, and their customers here.

create table customer_request (
  -- As the identity subgraph numbers them.
  registration_id integer primary key check (registration_id > 0),
  customer_id integer unique references customer,
  -- Why there will be no customer.
  refused text check (refused in ('store_not_found', 'city_not_found', 'not_accepted')),
  heard_at timestamptz not null,
  ended_at timestamptz,
  check (num_nonnulls(customer_id, refused) = (ended_at is not null)::integer)
);

create index customer_request_open on customer_request (registration_id) where ended_at is null;

-- Whoever makes the customers is told when there is something to do.
create function tell_of_registrations() returns trigger language plpgsql set search_path from current as $$
begin
  perform pg_notify('customer_registrations', '');
  return null;
end
$$;

create trigger customer_request_heard after insert on customer_request for each statement
  execute function tell_of_registrations();
