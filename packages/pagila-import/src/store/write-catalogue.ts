import type { TransactionSql } from 'postgres';

/** Writes the staged rows of the catalogue that are good. `now` stands for a missing time of the last update. */
export async function writeCatalogue(tx: TransactionSql, now: Date): Promise<void> {
  await tx`
    insert into film.language (language_id, name, last_update)
    select language_id, name, coalesce(last_update, ${now})
    from staged_language where problem is null order by language_id`;
  await tx`
    insert into film.category (category_id, name, last_update)
    select category_id, name, coalesce(last_update, ${now})
    from staged_category where problem is null order by category_id`;
  await tx`
    insert into film.actor (actor_id, first_name, last_name, last_update)
    select actor_id, first_name, last_name, coalesce(last_update, ${now})
    from staged_actor where problem is null order by actor_id`;
  await tx`
    insert into film.film (
      film_id, title, description, release_year, language_id, original_language_id, rental_duration_days,
      rental_rate_minor, length_minutes, replacement_cost_minor, currency, rating, special_features, last_update)
    select
      film_id, title, description, release_year, language_id, original_language_id, rental_duration,
      rental_rate, length, replacement_cost, 'USD', rating, coalesce(special_features, '{}'),
      coalesce(last_update, ${now})
    from staged_film where problem is null order by film_id`;
  await tx`
    insert into film.film_actor (film_id, actor_id, last_update)
    select film_id, actor_id, coalesce(last_update, ${now})
    from staged_film_actor where problem is null order by film_id, actor_id`;
  await tx`
    insert into film.film_category (film_id, category_id, last_update)
    select film_id, category_id, coalesce(last_update, ${now})
    from staged_film_category where problem is null order by film_id, category_id`;
}
