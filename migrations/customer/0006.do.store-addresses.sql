-- Which addresses are those of stores, which everybody may see; others are where people live.

-- What this domain knows of the stores of the store domain, by its events.
create table store_address (
  store_id integer primary key,
  address_id integer not null
);

-- A chain that was loaded before this table was there. Stores come with another domain's migration, or have not yet.
do $$
begin
  if to_regclass('store.store') is not null then
    insert into store_address (store_id, address_id) select store_id, address_id from store.store;
  end if;
end
$$;

-- Where the rows of a snapshot wait until all of them are there. What a crash leaves of them is of no use to anybody.
create unlogged table store_address_next (
  store_id integer primary key,
  address_id integer not null
);
