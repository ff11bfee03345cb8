import type { Sql } from '@reelhouse/database';

/**
 * What a text that somebody typed asks for: a `tsquery` of `film.fulltext`, as text. Any text without NUL will do; one
 * without words to search for gives an empty query, which matches nothing.
 *
 * A word that some film has stays as it is. Any other word is replaced: the last one by all words that begin with it, as
 * it may not have been typed to its end; and where that finds nothing, by the words that are spelt most like it.
 */
export async function searchQuery(sql: Sql, text: string): Promise<string> {
  const [understood] = await sql<{ query: string | null }[]>`
    with recursive asked as (
      select search_text(${text}::text) collate "C" as text
    ),
    parsed as (
      select token.text as word, token.lexemes, token.place, max(token.place) over () as last_place,
        array_to_tsvector(token.lexemes[1:1])::text::tsquery as target
      from asked
      cross join ts_debug('english', asked.text) with ordinality
        as token (alias, description, text, dictionaries, dictionary, lexemes, place)
      where token.lexemes is not null
    ),
    missing as (
      select target, min(word) as word, max(place) = max(last_place) as is_last
      from parsed
      where lexemes <> '{}' and not exists (select from film where fulltext @@ parsed.target)
      group by target
    ),
    completed as (
      select missing.target, array_agg(completion.query) as queries
      from missing
      cross join lateral (
        select (array_to_tsvector(array[missing.word])::text || ':*')::tsquery as query
        union all
        -- The stem of a word can be shorter than what was typed of the word.
        select plainto_tsquery('english', word) from search_word
        where word ^@ missing.word and not (ts_lexize('english_stem', word))[1] ^@ missing.word
      ) completion
      where missing.is_last and exists (select from film where fulltext @@ completion.query)
      group by missing.target
    ),
    corrected as (
      select missing.target, nearest.queries
      from missing
      cross join lateral (
        select array_agg(query) as queries
        from (
          select plainto_tsquery('english', word) as query, rank() over (order by similarity(word, missing.word) desc)
          from search_word
          where word % missing.word and similarity(word, missing.word) >= 0.35
            and exists (select from film where fulltext @@ plainto_tsquery('english', search_word.word))
        ) similar_word
        where rank = 1
      ) nearest
      where nearest.queries is not null and missing.target not in (select target from completed)
    ),
    replacement as (
      select row_number() over () as step, target, array_to_string(queries, ' | ')::tsquery as substitute
      from (table completed union all table corrected) as replaced
    ),
    rewritten (step, query) as (
      select 0::bigint, websearch_to_tsquery('english', asked.text) from asked
      union all
      select replacement.step, ts_rewrite(rewritten.query, replacement.target, replacement.substitute)
      from rewritten join replacement on replacement.step = rewritten.step + 1
    )
    select query::text as query from rewritten order by step desc limit 1`;
  return understood?.query ?? '';
}
