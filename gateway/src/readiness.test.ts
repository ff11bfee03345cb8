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
    { film: false, rental: true },
    { film: false, rental: true },
  ]);
  await ready();
  expect(asked).toBe(1);
});
