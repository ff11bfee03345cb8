import { KeysetStatements } from '@reelhouse/database';
import { createTestDatabase, planEveryList } from '@reelhouse/test-database';
import { expect, test } from 'vitest';
import { actorList } from './store/actor.ts';
import { categoryList } from './store/category.ts';
import { filmList, filmsByPopularity } from './store/film.ts';
import { languageList } from './store/language.ts';

const database = await createTestDatabase();
const sql = database.connectAs('film', { connections: 1 });

test('PostgreSQL plans every list of films', async () => {
  const filter = {
    ...{ categoryId: 1, actorId: 1, languageId: 1, availableInStoreId: 1, ratings: ['PG-13'] as const },
    ...{ minLengthMinutes: 1, maxLengthMinutes: 2, minReleaseYear: 1, maxReleaseYear: 2 },
    ...{ minRentalRateMinor: 1, maxRentalRateMinor: 2, specialFeatures: ['Trailers'] as const },
  };
  expect(await planEveryList(sql, filmList, filter)).toBeGreaterThan(0);
  expect(await planEveryList(sql, filmsByPopularity, filter)).toBeGreaterThan(0);
});

test('PostgreSQL plans every list of actors, categories and languages', async () => {
  expect(await planEveryList(sql, actorList, { namePattern: '%a%' })).toBeGreaterThan(0);
  expect(await planEveryList(sql, categoryList, {})).toBeGreaterThan(0);
  expect(await planEveryList(sql, languageList, {})).toBeGreaterThan(0);
});

test('the order by popularity is read from film_by_popularity', async () => {
  const request = { order: { field: 'POPULARITY', descending: true }, limit: 20, backward: false } as const;
  const after = { ...request, cursor: { argument: 'after' as const, keys: ['3', '7'] } };
  const statements = new KeysetStatements(sql, filmsByPopularity);
  for (const page of [request, after]) {
    const plan = await sql.begin(async (tx) => {
      await tx`set local enable_sort = off`;
      return tx`explain ${statements.page({}, page)}`.values();
    });
    expect(plan.join('\n')).toMatch(
      page === after ? /film_by_popularity[^]*Index Cond: \(\(ROW/ : /film_by_popularity/,
    );
  }
});

test.each([
  ['title, film_id', 'film_by_title'],
  ['coalesce(release_year, 0), film_id', 'film_by_release_year'],
  ['coalesce(length_minutes, 0), film_id', 'film_by_length'],
  ['rental_rate_minor, film_id', 'film_by_rental_rate'],
  ['last_name, first_name, actor_id', 'actor_by_name'],
  ['name, category_id', 'category_by_name'],
])('the order by %s is read from %s', async (order, index) => {
  const [table] = index.split('_');
  const plan = await database.sql.begin(async (tx) => {
    await tx`set local enable_sort = off`;
    return tx`explain select ${tx.unsafe(`${table}_id from film.${table} order by ${order} limit 20`)}`.values();
  });
  expect(plan.join('\n')).toContain(index);
});
