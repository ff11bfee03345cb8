import { ManualClock } from '@reelhouse/clock';
import type { Transaction } from '@reelhouse/database';
import { createTestDatabase, type TestDatabase } from '@reelhouse/test-database';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { purgeIdempotencyKeys, runIdempotent, type CommandResult, type IdempotentCommand } from './index.ts';

/** A command of the tests: notes a film in the language table, which any subgraph's role may write. */
interface NoteResult extends CommandResult {
  readonly note?: string;
  readonly extra?: unknown;
}

const clock = new ManualClock('2026-03-01T10:00:00Z');
let database: TestDatabase;
let sql: ReturnType<TestDatabase['connectAs']>;
let worked: number;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.connectAs('film', { connections: 12 });
});

beforeEach(async () => {
  worked = 0;
  await sql`delete from idempotency_key`;
  await sql`delete from language`;
});

const call = (other: Partial<IdempotentCommand> = {}): IdempotentCommand => ({
  command: 'note',
  caller: 'staff:1',
  key: 'k1',
  input: { name: 'Latin' },
  clock,
  ...other,
});

/** Writes a row, so that it can be seen how often the work took effect. */
async function note(tx: Transaction): Promise<NoteResult> {
  worked += 1;
  await tx`insert into language (name) values (${`note ${worked}`})`;
  return { note: `note ${worked}`, userErrors: [] };
}

async function refuse(tx: Transaction): Promise<NoteResult> {
  await note(tx);
  return { userErrors: [{ code: 'OUT_OF_STOCK' }] };
}

const effects = async () =>
  (await sql<{ name: string }[]>`select name from language order by 1`).map((row) => row.name);
const code = (expected: string) => ({ extensions: { code: expected } });

test('the same key and input has the same result, to the byte, and one effect', async () => {
  const odd = { userErrors: [], z: 1, a: [1.5, 'é\u2028', null, { y: true, x: undefined }] };
  const first = await runIdempotent(sql, call(), async (tx) => ({ ...(await note(tx)), extra: odd }));
  const again = await runIdempotent(sql, call(), note);
  expect(JSON.stringify(again)).toBe(JSON.stringify(first));
  expect(JSON.stringify(first)).toBe(
    '{"note":"note 1","userErrors":[],"extra":{"userErrors":[],"z":1,"a":[1.5,"é\u2028",null,{"y":true}]}}',
  );
  expect([worked, await effects()]).toEqual([1, ['note 1']]);
});

test('the same key with another input is refused, and changes nothing', async () => {
  await runIdempotent(sql, call(), note);
  await expect(runIdempotent(sql, call({ input: { name: 'Greek' } }), note)).rejects.toMatchObject(
    code('IDEMPOTENCY_KEY_REUSED'),
  );
  expect(await effects()).toEqual(['note 1']);
});

test.each([
  ['another caller', { caller: 'staff:2' }],
  ['another command', { command: 'noteAgain' }],
  ['another key', { key: 'K1' }],
])('%s is another call', async (_, other) => {
  await runIdempotent(sql, call(), note);
  await runIdempotent(sql, call(other), note);
  expect(await effects()).toEqual(['note 1', 'note 2']);
});

test('after a failure nothing is kept, and the key is free', async () => {
  const failing = async (tx: Transaction): Promise<NoteResult> => {
    await note(tx);
    throw new Error('the disc is scratched');
  };
  await expect(runIdempotent(sql, call(), failing)).rejects.toThrow('the disc is scratched');
  expect([await effects(), await sql`select from idempotency_key`]).toEqual([[], []]);
  expect(await runIdempotent(sql, call({ input: 'other' }), note)).toMatchObject({ note: 'note 2' });
});

test('a refusal changes nothing, and stays the answer', async () => {
  const refusal = { userErrors: [{ code: 'OUT_OF_STOCK' }] };
  expect(await runIdempotent(sql, call(), refuse)).toEqual(refusal);
  expect(await effects()).toEqual([]);
  expect(await runIdempotent(sql, call(), note)).toEqual(refusal);
  expect([worked, await effects()]).toEqual([1, []]);
});

test('a duplicate that goes through while a refusal is rolled back is the answer of both', async () => {
  let rival: NoteResult | undefined;
  const onPoint = async (point: string): Promise<void> => {
    if (point === 'rolled-back') rival = await runIdempotent(sql, call(), note);
  };
  const first = await runIdempotent<NoteResult>(sql, call({ onPoint }), refuse);
  expect(first).toEqual(rival);
  expect([first.userErrors, await effects()]).toEqual([[], ['note 2']]);
});

test('a result that JSON would change is noticed before it is committed', async () => {
  const results = [new Date(0), 1n, Number.NaN, new Map(), () => 1];
  for (const extra of results) {
    const work = async (tx: Transaction): Promise<NoteResult> => ({ ...(await note(tx)), extra: [extra] });
    await expect(runIdempotent(sql, call(), work)).rejects.toThrow('result.extra[0] is not JSON');
  }
  expect(await effects()).toEqual([]);
});

describe('a duplicate that comes while the first is under way', () => {
  test('waits and gets the first’s result', async () => {
    let rival: Promise<NoteResult> | undefined;
    const onPoint = (point: string): void => {
      if (point === 'claimed') rival = runIdempotent(sql, call({ waitMs: 10_000 }), note);
    };
    const first = await runIdempotent(sql, call({ onPoint }), note);
    expect(await rival).toEqual(first);
    expect([worked, await effects()]).toEqual([1, ['note 1']]);
  });

  test('is told to come again if it has waited too long', async () => {
    let refusal: unknown;
    const onPoint = async (point: string): Promise<void> => {
      if (point !== 'worked') return;
      refusal = await runIdempotent(sql, call({ waitMs: 20 }), note).catch((error: unknown) => error);
    };
    const first = await runIdempotent(sql, call({ onPoint }), note);
    expect(refusal).toMatchObject(code('COMMAND_IN_PROGRESS'));
    expect(await runIdempotent(sql, call(), note)).toEqual(first);
    expect(await effects()).toEqual(['note 1']);
  });

  test('does the work if the first fails', async () => {
    let rival: Promise<NoteResult> | undefined;
    const failing = async (): Promise<NoteResult> => {
      rival = runIdempotent(sql, call({ waitMs: 10_000 }), note);
      throw new Error('the disc is scratched');
    };
    await expect(runIdempotent(sql, call(), failing)).rejects.toThrow('the disc is scratched');
    expect(await rival).toMatchObject({ note: 'note 1' });
  });

  test('one of many does the work', async () => {
    const many = Array.from({ length: 100 }, () => runIdempotent(sql, call({ waitMs: 15_000 }), note));
    const results = new Set((await Promise.all(many)).map((result) => JSON.stringify(result)));
    expect([results.size, worked, await effects()]).toEqual([1, 1, ['note 1']]);
  });
});

test('a lock that the work does not get in time is no failure of ours', async () => {
  await runIdempotent(sql, call(), note);
  const change = async (tx: Transaction): Promise<NoteResult> => {
    await tx`update language set name = name || '!'`;
    return { userErrors: [] };
  };
  const onPoint = async (point: string): Promise<void> => {
    if (point !== 'worked') return;
    await expect(runIdempotent(sql, call({ key: 'k3', waitMs: 20 }), change)).rejects.toMatchObject(
      code('COMMAND_IN_PROGRESS'),
    );
  };
  await runIdempotent(sql, call({ key: 'k2', onPoint }), change);
  expect(await effects()).toEqual(['note 1!']);
});

describe('a key that cannot be one is refused', () => {
  test.each([
    ['nothing', ''],
    ['space only', ' \t'],
    ['too long', 'k'.repeat(129)],
    ['a line break', 'k\n1'],
    ['a NUL', 'k\u0000'],
    ['half a surrogate pair', 'k\ud800'],
  ])('%s', async (_, key) => {
    await expect(runIdempotent(sql, call({ key }), note)).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', argument: 'input.idempotencyKey' },
    });
    expect(worked).toBe(0);
  });

  test.each(['k', 'k'.repeat(128), '📀 5'])('%j is one', async (key) => {
    expect(await runIdempotent(sql, call({ key }), note)).toMatchObject({ note: 'note 1' });
  });
});

test('keys are forgotten by age, in batches', async () => {
  for (const key of ['a', 'b', 'c']) {
    await runIdempotent(sql, call({ key }), note);
    clock.advance(3600);
  }
  const before = new Date(clock.now().getTime() - 3600_000);
  expect(await purgeIdempotencyKeys(sql, before, 1)).toBe(1);
  expect(await purgeIdempotencyKeys(sql, before, 10)).toBe(1);
  expect(await sql`select key from idempotency_key`).toEqual([{ key: 'c' }]);
});
