import { askSubgraph, createSampleDatabase } from '@reelhouse/test-database';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FilmFilter } from './domain/film-filter.ts';
import { byRelevance } from './domain/film-search.ts';
import { SearchStatements } from './store/film-search.ts';
import { uncachedFilmSubgraph } from './uncached.fixture.ts';

const database = await createSampleDatabase();
const { ask, execute, statements } = askSubgraph(uncachedFilmSubgraph, database);
const { sql } = database;

/** Films of words that no sample film has. */
const films = [
  [9001, 'The Quokka Parade', 'A bewildering journey'],
  [9002, 'Nothing to See', 'A quokka meets a quokka and another quokka'],
  [9003, 'Little Moves', 'One of the quokkas leaves the island, which takes a long and tiring while'],
  [9004, 'Quokkaberry Jam', null],
  [9005, 'ÉCLAIR', 'Mr. O’Hara’s up-to-date bakery'],
] as const;

beforeAll(async () => {
  for (const [id, title, description] of films) {
    await sql`
      insert into film.film (film_id, title, description, language_id, rating)
      values (${id}, ${title}, ${description}, 1, ${id === 9002 ? 'R' : 'G'})`;
  }
});

interface Found {
  readonly totalCount: number;
  readonly edges: readonly { readonly node: { readonly id: string } }[];
}

async function found(query: string, filter?: object): Promise<string[]> {
  const answer = await ask(
    `query ($query: String!, $filter: FilmFilter) {
      searchFilms(query: $query, first: 100, filter: $filter) { totalCount edges { node { id } } }
    }`,
    { query, filter },
  );
  const { totalCount, edges } = answer['searchFilms'] as Found;
  const ids = edges.map(({ node }) => node.id);
  expect(ids).toHaveLength(Math.min(totalCount, 100));
  return ids;
}

describe('finds', () => {
  test.each<[string, string, readonly number[]]>([
    ['a word, in titles before in descriptions', 'quokka', [9001, 9002, 9003]],
    ['in any form and case', 'QUOKKAS', [9001, 9002, 9003]],
    ['all of several words', 'meeting quokka', [9002]],
    ['nothing where one of them is missing', 'meeting parade', []],
    ['a phrase', '"quokka parade"', [9001]],
    ['no phrase in another order', '"parade quokka"', []],
    ['alternatives', 'quokkaberry or "quokka parade"', [9001, 9004]],
    ['what does not have a word', 'quokka -parade', [9002, 9003]],
    ['the beginning of the last word', 'quok', [9001, 9004, 9002, 9003]],
    ['a beginning that is longer than the stem', 'bewilderi', [9001]],
    ['the beginning of the last of several words', 'meeting quo', [9002]],
    ['a misspelt word', 'quokkka', [9001, 9002, 9003]],
    ['misspelt words among others', 'quokkka meets anather', [9002]],
    ['a misspelt word in a phrase', '"qokka parade"', [9001]],
    ['letters with accents in any case', 'éclair', [9005]],
    ['words with an apostrophe or a hyphen', "o'hara up-to-date", [9005]],
    ['a phrase between any quotation marks', '“quokka parade”', [9001]],
    ['nothing for a word that is like no other', 'xyzzyq', []],
    ['nothing for words that are in every text', 'the', []],
    ['nothing for punctuation', '?!', []],
    ['nothing for blanks', '   ', []],
  ])('%s: %s', async (_, query, ids) => {
    expect(await found(query)).toEqual(ids.map(String));
  });
});

describe('the words that it knows', () => {
  test('come with changed titles, and go with the last film that has them', async () => {
    await sql`insert into film.film (film_id, title, language_id) values (9100, 'Numbat', 1)`;
    expect(await found('numbbat')).toEqual(['9100']);
    await sql`update film.film set title = 'Potoroo' where film_id = 9100`;
    expect(await found('numbbat')).toEqual([]);
    expect(await found('pottoroo')).toEqual(['9100']);
    await sql`delete from film.film where film_id = 9100`;
    expect(await found('pottoroo')).toEqual([]);
  });

  test('are added by the subgraph itself, also by two that write the same words at once', async () => {
    const film = database.connectAs('film');
    const words = Array.from({ length: 200 }, (_, index) => `bilby${index}`);
    await Promise.all(
      [words, words.toReversed()].map(
        (order, index) => film`
          insert into film (film_id, title, language_id)
          select ${9200 + index * 200} + place, title, 1 from unnest(${order}::text[]) with ordinality as t (title, place)`,
      ),
    );
    expect(await found('bilby77')).toHaveLength(2);
    await sql`delete from film.film where film_id >= 9200`;
  });

  test('a text of any length is taken', async () => {
    const [row] = await sql`
      insert into film.film (title, description, language_id)
      select 'Endless', repeat('x', 5000) || ' wombat ' || string_agg(md5(n::text), ' '), 1
      from generate_series(1, 60000) n returning film_id`;
    expect(await found('wombat')).toEqual([String(row?.['film_id'])]);
    await sql`delete from film.film where film_id = ${row?.['film_id']}`;
  });
});

describe('what is found', () => {
  let word: string;
  let filter: object;
  const where = `rating in ('PG', 'R') and length_minutes >= 60 and exists (
    select from film.film_availability a where a.film_id = f.film_id and store_id = 1 and on_shelf > 0)`;

  /** The ids of the films with the word that meet a condition, by their order in a search. */
  async function expected(condition: string): Promise<string[]> {
    const rows = await sql.unsafe<{ id: string }[]>(
      `select film_id::text as id from film.film f
       where fulltext @@ $1::tsquery and ${condition}
       order by ts_rank_cd('{0, 0, 0.1, 1}', fulltext, $1::tsquery) desc, film_id`,
      [`'${word}'`],
    );
    return rows.map(({ id }) => id);
  }

  beforeAll(async () => {
    // The word of the sample that most films have, so that there are several pages of them, many alike in relevance.
    const [most] = await sql<{ word: string }[]>`
      select word from ts_stat('select fulltext from film.film') order by ndoc desc, word limit 1`;
    word = most!.word;
    filter = { ratings: ['PG', 'R'], minLengthMinutes: 60, availableInStoreId: '1' };
  });

  test('passes the filter as well', async () => {
    const ids = await expected(where);
    expect(ids.length).toBeGreaterThan(2);
    expect(await found(word, filter)).toEqual(ids.slice(0, 100));
  });

  test.each([
    ['first', 'after', 'endCursor', 'hasNextPage', 'hasPreviousPage'],
    ['last', 'before', 'startCursor', 'hasPreviousPage', 'hasNextPage'],
  ] as const)('is read page by page with %s and %s', async (size, side, end, more, back) => {
    const ids: string[] = [];
    for (let cursor: string | null = null, further = true; further;) {
      const { searchFilms } = (await ask(
        `query ($word: String!, $cursor: String) {
          searchFilms(query: $word, ${size}: 17, ${side}: $cursor) {
            edges { node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
          }
        }`,
        { word, cursor },
      )) as { searchFilms: Found & { pageInfo: Record<string, string | boolean | null> } };
      const page = searchFilms.edges.map(({ node }) => node.id);
      if (size === 'first') ids.push(...page);
      else ids.unshift(...page);
      expect(searchFilms.pageInfo[back]).toBe(cursor !== null);
      cursor = searchFilms.pageInfo[end] as string | null;
      further = searchFilms.pageInfo[more] as boolean;
    }
    expect(ids.length).toBeGreaterThan(50);
    expect(ids).toEqual(await expected('true'));
  });

  test('divides into facets, of the films that pass the filter', async () => {
    const { searchFilms } = await ask(
      `query ($word: String!, $filter: FilmFilter) {
        searchFilms(query: $word, filter: $filter) {
          facets {
            categories { category { id name } count } ratings { rating count } languages { language { id name } count }
          }
        }
      }`,
      { word, filter },
    );
    const count = (from: string, key: string, shape: string) =>
      sql.unsafe(
        `select ${shape}, count(*)::integer as count from film.film f ${from}
         where fulltext @@ $1::tsquery and ${where} group by ${key} order by count(*) desc, ${key}`,
        [`'${word}'`],
      );
    const object = (table: string) => `json_build_object('id', ${table}_id::text, 'name', name) as ${table}`;
    expect(searchFilms).toEqual({
      facets: {
        categories: await count(
          'join film.film_category using (film_id) join film.category using (category_id)',
          'category_id, name',
          object('category'),
        ),
        ratings: await count('', 'rating', 'rating'),
        languages: await count('join film.language using (language_id)', 'language_id, name', object('language')),
      },
    });
  });

  test('takes as many statements however much there is of it, and none for what is not asked for', async () => {
    const everything = `query ($query: String!) { searchFilms(query: $query, first: 100) {
      totalCount edges { node { title } } pageInfo { endCursor }
      facets { categories { category { name } } ratings { count } languages { language { name } } }
    } }`;
    for (const query of [word, 'quokka parade']) {
      statements.length = 0;
      await ask(everything, { query });
      // What is meant; the page, the count and the facets; the rows of films, categories and languages.
      expect(statements).toHaveLength(query === word ? 7 : 6);
    }
    statements.length = 0;
    await ask('query ($word: String!) { searchFilms(query: $word) { totalCount } }', { word });
    expect(statements).toHaveLength(2);
  });
});

test('PostgreSQL plans the statements of every filter', async () => {
  const film = database.connectAs('film');
  const filter: Required<FilmFilter> = {
    ...{ categoryId: 1, actorId: 1, languageId: 1, availableInStoreId: 1, ratings: ['PG-13'] },
    ...{ minLengthMinutes: 1, maxLengthMinutes: 2, minReleaseYear: 1, maxReleaseYear: 2 },
    ...{ minRentalRateMinor: 1, maxRentalRateMinor: 2, specialFeatures: ['Trailers'] },
  };
  const cursor = { argument: 'after', keys: ['-1', '1'] } as const;
  for (const some of [{}, ...Object.entries(filter).map(([name, value]) => ({ [name]: value })), filter]) {
    const search = new SearchStatements(film, some);
    await film`explain ${search.count(`'word'`)}`;
    await film`explain ${search.facets(`'word'`)}`;
    for (const backward of [false, true]) {
      const request = { order: byRelevance, limit: 20, backward };
      await film`explain ${search.page(`'word'`, request)}`;
      await film`explain ${search.page(`'word'`, { ...request, cursor })}`;
    }
  }
});

test('no text is an error', async () => {
  const marks = Array.from(`'"\\&|!():*<->%_$,.’“ \t\n`);
  const anything = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    fc.string({
      unit: fc.constantFrom(...marks, '😀', 'é', 'İ', 'quo', 'quokkka', 'or', 'the', 'a-b', '\u{fffe}'),
      minLength: 1,
      maxLength: 25,
    }),
  );
  await fc.assert(
    fc.asyncProperty(anything, async (query) => {
      fc.pre(query.length <= 200 && !query.includes('\0'));
      const { errors } = await execute(
        'query ($query: String!) { searchFilms(query: $query, first: 1) { totalCount edges { cursor } facets { ratings { count } } } }',
        { query },
      );
      expect(errors).toBeUndefined();
    }),
    { numRuns: 200 },
  );
});

describe('refused, naming the argument', () => {
  const cursor = (...parts: string[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

  test.each<[string, object]>([
    ['query', { query: '' }],
    ['query', { query: 'a'.repeat(201) }],
    ['query', { query: 'a\0b' }],
    ['first', { query: 'a', first: 101 }],
    ['after', { query: 'a', after: 'nonsense' }],
    ['after', { query: 'a', after: cursor('TITLE', 'a', '1') }],
    ['after', { query: 'a', after: cursor('RELEVANCE', '1') }],
    ['after', { query: 'a', after: cursor('RELEVANCE', '0.5', '1') }],
    ['filter.availableInStoreId', { query: 'a', filter: { availableInStoreId: '1'.repeat(65) } }],
  ])('%s of %j', async (argument, variables) => {
    const { errors } = await execute(
      `query ($query: String!, $first: Int, $after: String, $filter: FilmFilter) {
        searchFilms(query: $query, first: $first, after: $after, filter: $filter) { totalCount }
      }`,
      { ...variables },
    );
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument } });
  });
});
