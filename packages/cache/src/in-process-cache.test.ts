import { ManualClock } from '@reelhouse/clock';
import { expect, test } from 'vitest';
import { InProcessCache } from './index.ts';

const clock = new ManualClock('2026-03-01T10:00:00Z');

test('a value is answered as long as its TTL says', async () => {
  const cache = new InProcessCache({ clock });
  const entry = { key: 'film:7', ttlSeconds: 60, tags: [] };
  let loads = 0;
  const load = async (): Promise<number> => ++loads;
  await cache.read(entry, load);
  clock.advance(59.999);
  expect(await cache.read(entry, load)).toBe(1);
  clock.advance(0.002);
  expect(await cache.read(entry, load)).toBe(2);
});

test('it never holds more than it may; what was not used for longest goes first', async () => {
  const maxSize = 100_000;
  const cache = new InProcessCache({ clock, maxSize });
  let loads = 0;
  const read = (n: number) =>
    cache.read({ key: `film:${n}`, ttlSeconds: 60, tags: [`film:${n}`] }, async () => {
      loads += 1;
      return 'x'.repeat(1000);
    });
  for (let n = 0; n < 1000; n += 1) {
    await read(n);
    await read(0);
  }
  expect(loads).toBe(1000);
  await read(999);
  expect(loads).toBe(1000);
  await read(1);
  expect(loads).toBe(1001);
  const kept = 1000 + 2 * 200;
  let hits = 0;
  for (let n = 0; n < 1000; n += 1) {
    const before = loads;
    await read(999 - n);
    if (loads === before) hits += 1;
    else break;
  }
  expect(hits).toBeGreaterThan(50);
  expect(hits * kept).toBeLessThanOrEqual(maxSize);
});

test('what is shared cannot be changed', async () => {
  const cache = new InProcessCache({ clock });
  const value = await cache.read({ key: 'a', ttlSeconds: 60, tags: [] }, async () => ({ list: [{ n: 1 }] }));
  expect(() => Object.assign(value.list[0]!, { n: 2 })).toThrow(TypeError);
});
