import { expect, test } from 'vitest';
import { readinessOf } from './readiness.ts';

test('probes within a second share one round of questions', async () => {
  let asked = 0;
  const film = {
    async ready() {
      asked += 1;
      return asked > 1;
    },
  };
  const ready = readinessOf(() => Object.entries({ film, rental: { ready: async () => true } }));
  expect(await Promise.all([ready(), ready()])).toEqual([
    { film: 'unavailable', rental: true },
    { film: 'unavailable', rental: true },
  ]);
  await ready();
  expect(asked).toBe(1);
});

test('a gateway none of whose subgraphs answers is not ready', async () => {
  const away = { ready: async () => false };
  expect(await readinessOf(() => Object.entries({ film: away, rental: away }))()).toEqual({
    film: false,
    rental: false,
  });
});
