-- How often films are rented, and what tells those who keep what they read of the catalogue.

-- How often a film has been rented: what this domain knows of the rentals of the rental domain, by its events. Every film
-- has a row, so that films can be listed in this order by an index.
create table film_popularity (
  film_id integer primary key references film on delete cascade,
  rentals integer not null default 0 check (rentals >= 0)
);

create index film_by_popularity on film_popularity (rentals, film_id);

create function add_film_popularity() returns trigger language plpgsql set search_path from current as $$
begin
  insert into film_popularity (film_id) select film_id from added on conflict do nothing;
  return null;
end
$$;

create trigger popularity_of_new_film after insert on film referencing new table as added
  for each statement execute function add_film_popularity();

insert into film_popularity (film_id) select film_id from film;

-- A chain that was loaded before this table was there. Rentals come with another domain's migration, or have not yet.
do $$
begin
  if to_regclass('rental.rental') is not null then
    update film_popularity p set rentals = counted.rentals
    from (
      select film_id, count(*) as rentals
      from rental.rental join rental.inventory_item using (inventory_id) group by film_id
    ) counted
    where counted.film_id = p.film_id;
  end if;
end
$$;

-- Where the rows of a snapshot wait until all of them are there. What a crash leaves of them is of no use to anybody.
create unlogged table film_popularity_next (
  film_id integer primary key,
  rentals integer not null
);

create unlogged table film_availability_next (
  store_id integer not null,
  film_id integer not null,
  on_shelf integer not null,
  primary key (store_id, film_id)
);

-- Who keeps films and lists of films is told on the channel film_changes when they change, whoever changes them, once the
-- change is committed. What is told is JSON: {"films": [7, 8]}, {"lists": true}, {"stores": [1]}, or {} for everything.
-- Popularity is left out: it is not kept with a film, and a list may be behind it.

create function tell_of_films() returns trigger language plpgsql set search_path from current as $$
declare
  most constant integer := 200;
  ids constant integer[] := array(select distinct film_id from changed limit most + 1);
begin
  if cardinality(ids) > most then
    perform pg_notify('film_changes', '{}');
  elsif cardinality(ids) > 0 then
    perform pg_notify('film_changes', json_build_object('films', ids)::text);
  end if;
  return null;
end
$$;

create function tell_of_lists() returns trigger language plpgsql set search_path from current as $$
begin
  if exists (select from changed) then
    perform pg_notify('film_changes', '{"lists": true}');
  end if;
  return null;
end
$$;

create function tell_of_availability() returns trigger language plpgsql set search_path from current as $$
declare
  most constant integer := 200;
  ids constant integer[] := array(select distinct store_id from changed limit most + 1);
begin
  if cardinality(ids) > most then
    perform pg_notify('film_changes', '{}');
  elsif cardinality(ids) > 0 then
    perform pg_notify('film_changes', json_build_object('stores', ids)::text);
  end if;
  return null;
end
$$;

create function tell_of_everything() returns trigger language plpgsql set search_path from current as $$
begin
  perform pg_notify('film_changes', '{}');
  return null;
end
$$;

create trigger films_added after insert on film referencing new table as changed
  for each statement execute function tell_of_films();
create trigger films_changed after update on film referencing new table as changed
  for each statement execute function tell_of_films();
create trigger films_removed after delete on film referencing old table as changed
  for each statement execute function tell_of_films();
create trigger films_emptied after truncate on film
  for each statement execute function tell_of_everything();

create trigger cast_added after insert on film_actor referencing new table as changed
  for each statement execute function tell_of_lists();
create trigger cast_changed after update on film_actor referencing new table as changed
  for each statement execute function tell_of_lists();
create trigger cast_removed after delete on film_actor referencing old table as changed
  for each statement execute function tell_of_lists();

create trigger categories_added after insert on film_category referencing new table as changed
  for each statement execute function tell_of_lists();
create trigger categories_changed after update on film_category referencing new table as changed
  for each statement execute function tell_of_lists();
create trigger categories_removed after delete on film_category referencing old table as changed
  for each statement execute function tell_of_lists();

create trigger availability_added after insert on film_availability referencing new table as changed
  for each statement execute function tell_of_availability();
create trigger availability_changed after update on film_availability referencing new table as changed
  for each statement execute function tell_of_availability();
create trigger availability_removed after delete on film_availability referencing old table as changed
  for each statement execute function tell_of_availability();
create trigger availability_emptied after truncate on film_availability
  for each statement execute function tell_of_everything();
