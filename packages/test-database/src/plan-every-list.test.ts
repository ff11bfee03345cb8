import type { KeysetDefinition } from '@reelhouse/database';
import { expect, test } from 'vitest';
import { createTestDatabase, planEveryList } from './index.ts';

interface FilmFilter {
  readonly title?: string;
  readonly length?: number;
}

const films: KeysetDefinition<FilmFilter, 'ID' | 'TITLE', 'language'> = {
  from: 'film f',
  id: 'f.film_id',
  orders: { ID: [], TITLE: [{ expression: 'f.title', type: 'text' }] },
  parents: { language: { column: 'f.language_id' } },
  conditions: (filter, fragment) => [
    filter.title !== undefined && fragment`f.title = ${filter.title}`,
    filter.length !== undefined && fragment`f.length_minutes = ${filter.length}`,
  ],
};

const database = await createTestDatabase();
const sql = database.connectAs('film', { connections: 1 });
const filter = { title: 'A', length: 90 };

test('plans each filter with the whole list and with each parent, counted and in every kind of page', async () => {
  const filters = 4;
  const pages = 2 * 2 * 2 * 2;
  expect(await planEveryList(sql, films, filter)).toBe(filters * 2 * (1 + pages));
});

test.each<[string, Partial<typeof films>]>([
  ['an order', { orders: { ...films.orders, TITLE: [{ expression: 'f.name', type: 'text' }] } }],
  ['the type of an order', { orders: { ...films.orders, TITLE: [{ expression: 'f.title', type: 'integer' }] } }],
  ['a parent', { parents: { language: { column: 'fl.language_id' } } }],
  ['a condition', { conditions: ({ length }, fragment) => [length !== undefined && fragment`f.length = ${length}`] }],
])('%s that PostgreSQL refuses is named', async (_, broken) => {
  await expect(planEveryList(sql, { ...films, ...broken }, filter)).rejects.toThrow(
    /^PostgreSQL refuses \{"from":"film f"/,
  );
});
