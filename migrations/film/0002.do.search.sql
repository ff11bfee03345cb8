-- What films are searched, filtered and ordered by.

-- A text as it is searched: in lower case, and with the typewriter's quotation marks, apostrophes and dashes. Text search
-- knows letters by the server's locale, which may be ASCII only. What it makes of a text cannot be larger than 1 MB, hence
-- the limit in characters.
create function search_text(original text) returns text language sql immutable as $$
  select lower(translate(left(original, 100000), '‘’“”„«»–—…', '''''"""""--.') collate "und-x-icu")
$$;

alter table film add column fulltext tsvector not null generated always as (
  setweight(to_tsvector('english', search_text(title)), 'A') ||
  setweight(to_tsvector('english', search_text(coalesce(description, ''))), 'B')
) stored;

create index film_fulltext on film using gin (fulltext);

-- The words of titles and descriptions as they are written, for the completion of words and the correction of misspelt
-- ones. Words that no film has any more may stay: the search asks for films before it takes a word.
create table search_word (
  word text collate "C" primary key
);

create index search_word_trigrams on search_word using gin (word extensions.gin_trgm_ops);

-- The distinct words of a text without those that text search leaves out. No longer ones than a search can ask for.
create function words_of(title text, description text) returns setof text
language sql immutable set search_path from current as $$
  select word
  from unnest(tsvector_to_array(to_tsvector('simple', search_text(concat_ws(' ', title, description))))) as word
  where length(word) <= 200 and ts_lexize('english_stem', word) <> '{}'
$$;

-- Words are added in their order, so that two transactions with the same words wait for each other and do not deadlock.
create function add_search_words() returns trigger language plpgsql set search_path from current as $$
begin
  insert into search_word (word)
  select distinct word collate "C" as word from written, words_of(title, description) as word
  order by word
  on conflict do nothing;
  return null;
end
$$;

create trigger search_word_of_new_film after insert on film referencing new table as written
  for each statement execute function add_search_words();
create trigger search_word_of_changed_film after update on film referencing new table as written
  for each statement execute function add_search_words();

insert into search_word (word) select distinct word from film, words_of(title, description) as word;

-- How many copies of a film are on the shelf of a store: what this domain knows about the copies of the rental domain.
-- It is filled when the rows of a whole chain are loaded; events keep it current once copies move. Its films need not be
-- here yet when it is.
create table film_availability (
  store_id integer not null,
  film_id integer not null,
  on_shelf integer not null check (on_shelf >= 0),
  primary key (store_id, film_id)
);

-- A chain that was loaded before this table was there. Copies come with another domain's migration, or have not yet.
do $$
begin
  if to_regclass('rental.inventory_item') is not null then
    insert into film_availability (store_id, film_id, on_shelf)
    select store_id, film_id, count(*) filter (where status = 'on_shelf')
    from rental.inventory_item group by store_id, film_id;
  end if;
end
$$;

-- The orders of lists, each with the id that breaks ties. Languages are few enough to be sorted as they are.
create index film_by_title on film (title, film_id);
create index film_by_release_year on film ((coalesce(release_year, 0)), film_id);
create index film_by_length on film ((coalesce(length_minutes, 0)), film_id);
create index film_by_rental_rate on film (rental_rate_minor, film_id);
create index actor_by_name on actor (last_name, first_name, actor_id);
create index category_by_name on category (name, category_id);

-- Trigrams find a part of a name whatever its case.
create index actor_name_trigrams on actor
  using gin (first_name extensions.gin_trgm_ops, last_name extensions.gin_trgm_ops);
