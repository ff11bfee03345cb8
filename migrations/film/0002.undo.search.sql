drop index
  actor_name_trigrams,
  category_by_name,
  actor_by_name,
  film_by_rental_rate,
  film_by_length,
  film_by_release_year,
  film_by_title;
drop table film_availability;
drop trigger search_word_of_changed_film on film;
drop trigger search_word_of_new_film on film;
drop function add_search_words();
drop function words_of(text, text);
drop table search_word;
alter table film drop column fulltext;
drop function search_text(text);
