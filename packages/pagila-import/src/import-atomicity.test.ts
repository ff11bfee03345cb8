import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { dumpOf, smallChain } from './small-dump.fixture.ts';
import { createImportTarget, type ImportTarget } from './test-chain.fixture.ts';

let target: ImportTarget;
let before: Record<string, string[]>;
beforeAll(async () => {
  target = await createImportTarget();
  await target.import(dumpOf(smallChain()));
  before = await target.contents();
});
afterEach(async () => {
  expect(await target.contents()).toEqual(before);
});

/** The same chain with other films. */
function otherDump(): string {
  const chain = smallChain();
  for (const row of chain.film.rows) row[1] = `OTHER ${row[1] ?? ''}`;
  return dumpOf(chain);
}

test('an error in the last table that is written leaves the rows that were there', async () => {
  await target.sql`alter table payment.payment add constraint refuses check (payment_id <> 2) not valid`;
  await expect(target.import(otherDump())).rejects.toThrow('refuses');
  await target.sql`alter table payment.payment drop constraint refuses`;
});

test.each(['reading', 'checking', 'writing'])('killed while %s, it leaves the rows that were there', async (step) => {
  const child = spawn(
    process.execPath,
    [
      '--conditions=reelhouse-source',
      '--import=tsx',
      join(import.meta.dirname, 'killed-import.fixture.ts'),
      target.url,
      await target.file(otherDump()),
      step,
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
});
