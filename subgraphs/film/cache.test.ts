import { EventEmitter, once } from 'node:events';
import { InProcessCache, openCache, type Cache } from '@reelhouse/cache';
import { ManualClock } from '@reelhouse/clock';
import { connect } from '@reelhouse/database';
import { createLogger } from '@reelhouse/logging';
import { openSubgraph, type Subgraph } from '@reelhouse/subgraph';
import { createSampleDatabase } from '@reelhouse/test-database';
import { startRedis, type TestRedis } from '@reelhouse/test-servers';
import { graphql } from 'graphql';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from './context.ts';
import { CatalogueCache } from './domain/catalogue-cache.ts';
import { watchFilms } from './store/film-changes.ts';
import { filmSubgraph } from './subgraph.ts';

const database = await createSampleDatabase();
const { sql } = database;
const log = createLogger({ name: 'test', level: 'silent' });

let redis: TestRedis;
beforeAll(async () => void (redis = await startRedis()));
afterAll(() => redis.dispose());

const kinds: Readonly<Record<string, (clock: ManualClock) => Promise<Cache>>> = {
  'in the process': async (clock) => new InProcessCache({ clock }),
  'in Redis': (clock) => openCache({ redisUrl: redis.url, namespace: 'test:film', clock, log, deadlineMs: 5000 }),
};

/** A cache, and what tells that something of it has ended. */
function observed(cache: Cache): { cache: Cache; ended: EventEmitter } {
  const ended = new EventEmitter().setMaxListeners(0);
  const telling = async <Result>(work: Promise<Result>): Promise<Result> => {
    const result = await work;
    ended.emit('ended');
    return result;
  };
  return {
    ended,
    cache: {
      read: (entry, load) => cache.read(entry, load),
      invalidate: (tags) => telling(cache.invalidate(tags)),
      clear: () => telling(cache.clear()),
      stats: () => cache.stats(),
      isReachable: () => cache.isReachable(),
      close: () => cache.close(),
    },
  };
}

describe.each(Object.keys(kinds))('a cache %s', (kind) => {
  let clock: ManualClock;
  let cache: Cache;
  let ended: EventEmitter;
  let subgraph: Subgraph;
  let watch: { stop(): Promise<void> };
  const statements: string[] = [];

  beforeEach(async () => {
    clock = new ManualClock('2026-03-31T12:00:00Z');
    ({ cache, ended } = observed(await kinds[kind]!(clock)));
    await cache.clear();
    subgraph = openSubgraph(filmSubgraph, {
      databaseUrl: database.urlOf('film'),
      clock,
      cache,
      onStatement: (text) => void statements.push(text),
    });
    const listening = once(ended, 'ended');
    const catalogue = new CatalogueCache(cache);
    watch = watchFilms(subgraph.sql, (change) => void catalogue.forget(change), log);
    await listening;
  });
  afterEach(async () => {
    await watch.stop();
    await subgraph.close();
    await cache.close();
  });

  async function ask(source: string, variableValues?: Record<string, unknown>): Promise<unknown> {
    statements.length = 0;
    const contextValue = subgraph.contextFor({ requestId: 'test', log });
    const { data, errors } = await graphql({ schema: subgraph.schema, source, variableValues, contextValue });
    if (errors?.[0]) throw errors[0];
    return JSON.parse(JSON.stringify(data));
  }
  const entities = (ids: readonly number[]) =>
    ask(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) {
        ... on Film { id title lastUpdate specialFeatures rentalRate { amount } }
      } }`,
      { representations: ids.map((id) => ({ __typename: 'Film', id: String(id) })) },
    );
  const numbers = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

  /** Changes rows as somebody else, and waits until the cache has heard of it. */
  async function change(text: string): Promise<void> {
    const heard = once(ended, 'ended');
    await sql.unsafe(text);
    await heard;
  }

  test('films that are kept take no statement, and those that are not take one', async () => {
    const some = await entities(numbers(1, 50));
    expect(statements).toHaveLength(1);
    expect(await entities(numbers(1, 50))).toEqual(some);
    expect(statements).toHaveLength(0);
    const more = await entities(numbers(1, 150));
    expect(statements).toHaveLength(1);
    expect(more).toMatchObject({ _entities: numbers(1, 150).map((id) => ({ id: String(id) })) });
    expect(cache.stats()).toMatchObject({ hits: 100, misses: 150, loads: 150 });
  });

  test('a kept film is the film that was read, with its times', async () => {
    const load = () => (subgraph.contextFor({ requestId: 'test', log }) as Context).films.byId.load(7);
    const [row] = await sql`select last_update from film.film where film_id = 7`;
    statements.length = 0;
    const read = await load();
    expect(read?.lastUpdate).toEqual(row?.['last_update']);
    expect(await load()).toEqual(read);
    expect(statements).toHaveLength(1);
  });

  test('a film that changes is read anew, the others are not', async () => {
    await entities([1, 2]);
    await change(
      `update film.film set title = 'CHANGED ' || ${JSON.stringify(kind).replaceAll('"', "'")} where film_id = 1`,
    );
    expect(await entities([1, 2])).toMatchObject({ _entities: [{ title: `CHANGED ${kind}` }, { id: '2' }] });
    expect(statements).toHaveLength(1);
    expect(cache.stats()).toMatchObject({ hits: 1 });
  });

  test('a film that was not there is found once it is', async () => {
    expect(await entities([9001])).toEqual({ _entities: [null] });
    await change(`insert into film.film (film_id, title, language_id) values (9001, 'NEW', 1)`);
    expect(await entities([9001])).toMatchObject({ _entities: [{ title: 'NEW' }] });
    await change('delete from film.film where film_id = 9001');
    expect(await entities([9001])).toEqual({ _entities: [null] });
  });

  test('a list is kept for five minutes, whatever the order of what its filter says', async () => {
    const list = (filter: string) =>
      `{ films(first: 3, filter: { ${filter} }) { totalCount edges { node { title } } } }`;
    const first = await ask(list('ratings: [G, PG], maxLengthMinutes: 100'));
    expect(statements).toHaveLength(3);
    expect(await ask(list('maxLengthMinutes: 100, ratings: [PG, G]'))).toEqual(first);
    expect(statements).toHaveLength(0);
    await ask(list('maxLengthMinutes: 100, ratings: [PG]'));
    expect(statements).not.toHaveLength(0);
  });

  test.each([
    ['a page', '{ films(first: 2, sort: { field: TITLE }) { edges { node { title } } pageInfo { endCursor } } }', 2],
    ['a count', '{ films { totalCount } }', 1],
    ['a search', '{ searchFilms(query: "dinosaur", first: 2) { totalCount facets { ratings { count } } } }', 3],
  ])('%s is kept, and read anew when a film changes', async (_, operation, cold) => {
    const answer = await ask(operation);
    expect(statements).toHaveLength(cold);
    expect(await ask(operation)).toEqual(answer);
    expect(statements).toHaveLength(0);
    await change('update film.film set length_minutes = length_minutes where film_id = 5');
    expect(await ask(operation)).toEqual(answer);
    expect(statements).not.toHaveLength(0);
  });

  test('what comes onto a shelf ends the lists of that store only', async () => {
    const onShelf = (storeId: number) => ask(`{ films(filter: { availableInStoreId: "${storeId}" }) { totalCount } }`);
    await change(`
      insert into film.film_availability select 71, film_id, 0 from film.film where film_id < 4
      union all select 72, film_id, 1 from film.film where film_id < 4`);
    expect([await onShelf(71), await onShelf(72)]).toMatchObject([
      { films: { totalCount: 0 } },
      { films: { totalCount: 3 } },
    ]);
    const all = await ask('{ films { totalCount } }');
    await change('update film.film_availability set on_shelf = 1 where store_id = 71 and film_id = 1');
    expect(await onShelf(71)).toMatchObject({ films: { totalCount: 1 } });
    await onShelf(72);
    expect(statements).toHaveLength(0);
    expect(await ask('{ films { totalCount } }')).toEqual(all);
    expect(statements).toHaveLength(0);
    await change('delete from film.film_availability where store_id in (71, 72)');
  });

  test('the order by popularity is left as it is, and the popularity itself is not kept', async () => {
    const popular = `{ films(first: 1, sort: { field: POPULARITY, direction: DESCENDING }) {
      edges { node { id popularity } } } }`;
    const before = (await ask(popular)) as { films: { edges: [{ node: { id: string; popularity: number } }] } };
    const { id, popularity } = before.films.edges[0].node;
    await sql`update film.film_popularity set rentals = rentals + 5 where film_id = ${id}`;
    await sql`update film.film_popularity set rentals = rentals + 5000 where film_id = 11`;
    expect(await ask(popular)).toMatchObject({ films: { edges: [{ node: { id, popularity: popularity + 5 } }] } });
    await sql`update film.film_popularity set rentals = rentals - 5000 where film_id = 11`;
  });

  test('whoever has to listen again, having missed what happened, forgets everything first', async () => {
    await entities([3]);
    await change(`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query like 'listen%film_changes%'`);
    await entities([3]);
    expect(statements).toHaveLength(1);
  });
});

test('in the process, entries end with their time', async () => {
  const clock = new ManualClock('2026-03-31T12:00:00Z');
  const cache = new InProcessCache({ clock });
  const subgraph = openSubgraph(filmSubgraph, { databaseUrl: database.urlOf('film'), clock, cache });
  afterAll(() => subgraph.close());
  const ask = async (source: string) => {
    const before = cache.stats().misses;
    await graphql({ schema: subgraph.schema, source, contextValue: subgraph.contextFor({ requestId: 'test', log }) });
    return cache.stats().misses - before;
  };
  for (const [source, seconds] of [
    ['{ film(id: "9") { title } }', 60 * 60],
    ['{ films(first: 3) { pageInfo { hasNextPage } } }', 5 * 60],
    ['{ searchFilms(query: "dinosaur") { totalCount } }', 5 * 60],
  ] as const) {
    expect(await ask(source)).toBe(1);
    clock.advance(seconds - 1);
    expect(await ask(source)).toBe(0);
    clock.advance(2);
    expect(await ask(source)).toBe(1);
  }
});

test('a database that cannot be listened to is asked again', async () => {
  const broken = connect('postgres://film@127.0.0.1:9/nothing', { name: 'test', connections: 1 });
  const clock = new ManualClock('2026-03-31T12:00:00Z');
  const asked = new EventEmitter();
  const timers = {
    after(seconds: number, ring: () => void) {
      asked.emit('waiting');
      return clock.after(seconds, ring);
    },
  };
  const waiting = once(asked, 'waiting');
  const watch = watchFilms(broken, () => {}, log, timers);
  await waiting;
  const again = once(asked, 'waiting');
  clock.advance(1);
  await again;
  await watch.stop();
  expect(clock.waiting).toBe(0);
});
