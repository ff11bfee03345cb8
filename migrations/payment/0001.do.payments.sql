-- Payments, a partition a month. Customers, staff, stores, rentals and orders are known here by id only.

create sequence payment_id_seq as integer;

create table payment (
  payment_id integer not null default nextval('payment_id_seq'),
  customer_id integer not null,
  staff_id integer not null,
  -- What was paid for: a rental, an order, or (in some imported books) nothing that is still known.
  rental_id integer,
  order_id integer,
  store_id integer not null,
  amount_minor integer not null check (amount_minor >= 0),
  currency text not null default 'USD' check (currency ~ '^[A-Z]{3}$'),
  payment_date timestamptz not null,
  check (rental_id is null or order_id is null),
  primary key (payment_date, payment_id)
) partition by range (payment_date);

alter sequence payment_id_seq owned by payment.payment_id;

create index payment_by_id on payment (payment_id);
create index payment_of_customer on payment (customer_id, payment_date, payment_id);
create index payment_of_staff on payment (staff_id, payment_date, payment_id);
create index payment_of_rental on payment (rental_id, payment_date, payment_id);
create index payment_of_store on payment (store_id, payment_date, payment_id);

-- Takes what no month was made for. A row in here is an alarm: its month cannot be made while it is here.
create table payment_default partition of payment default;

-- A unique index of a partitioned table must hold the partition key, so this table alone keeps `payment_id` unique. It
-- also says in which month a payment is.
create table payment_key (
  payment_id integer primary key,
  payment_date timestamptz not null
);

-- Statement by statement rather than row by row, so that a COPY of a million payments stays a COPY.
create function record_payment_keys() returns trigger language plpgsql set search_path from current as $$
begin
  insert into payment_key (payment_id, payment_date) select payment_id, payment_date from added;
  return null;
end
$$;

create trigger payment_key_of_payment after insert on payment referencing new table as added
  for each statement execute function record_payment_keys();

-- Makes the partitions of every month (in UTC) that the days from `first` to `last` touch, where they are missing.
-- It runs with the rights of its owner, because a partition's owner must own the table.
create function make_payment_partitions(first date, last date) returns integer
language plpgsql security definer set search_path from current as $$
declare
  month timestamp := date_trunc('month', first::timestamp);
  made integer := 0;
begin
  while month <= last loop
    if to_regclass(format('payment_%s', to_char(month, 'YYYY_MM'))) is null then
      execute format(
        'create table %I partition of payment for values from (%L) to (%L)',
        'payment_' || to_char(month, 'YYYY_MM'),
        month at time zone 'UTC',
        (month + interval '1 month') at time zone 'UTC'
      );
      made := made + 1;
    end if;
    month := month + interval '1 month';
  end loop;
  return made;
end
$$;

select make_payment_partitions((now() - interval '1 month')::date, (now() + interval '12 months')::date);
