import { createTestDatabase } from '@reelhouse/test-database';
import { beforeEach, describe, expect, test } from 'vitest';
import { openDoor, password } from './door.fixture.ts';
import { signIn } from './domain/sign-in.ts';
import { beginAttempt, throttle, type Attempt } from './domain/throttle.ts';

const database = await createTestDatabase();
const { clock, services, runs, addAccount } = openDoor(database);
const { sql } = database;

await addAccount({ kind: 'customer', id: 1, name: 'mary@example.com' });
await addAccount({ kind: 'customer', id: 2, name: 'mike@example.com' });

beforeEach(async () => {
  await sql`delete from identity.sign_in_throttle`;
  runs.length = 0;
});

const attempt = async (name: string, given: string, clientAddress: string | undefined = '203.0.113.7') => {
  const { userErrors } = await signIn(services({ clientAddress }), { kind: 'customer', name, password: given });
  return userErrors[0]?.code ?? 'signed in';
};
const fail = async (name: string, times: number, address?: string) => {
  for (let time = 0; time < times; time += 1) expect(await attempt(name, 'wrong', address)).toBe('INVALID_CREDENTIALS');
};

describe.each(['mary@example.com', 'nobody@example.com'])('an account, whether there is one: %s', (name) => {
  test('is blocked after 5 failures, for twice as long with each further one, up to 15 minutes', async () => {
    await fail(name, 5);
    for (const seconds of [30, 60, 120, 240, 480, 900, 900]) {
      clock.advance(seconds - 1);
      const { userErrors } = await signIn(services(), { kind: 'customer', name, password });
      const until = new Date(clock.now().getTime() + 1000).toISOString();
      expect(userErrors).toEqual([
        { code: 'TOO_MANY_ATTEMPTS', path: ['input'], message: `There were too many attempts. Try again at ${until}.` },
      ]);
      clock.advance(1);
      await fail(name, 1);
    }
    expect(runs).toHaveLength(12);
  });

  test('is counted from zero 15 minutes after the last failure', async () => {
    await fail(name, 4);
    clock.advance(throttle.window);
    await fail(name, 5);
    expect(await attempt(name, 'wrong')).toBe('TOO_MANY_ATTEMPTS');
  });

  test('is blocked from everywhere, and in any case', async () => {
    for (let n = 0; n < 5; n += 1) await fail(name.toUpperCase(), 1, `203.0.113.${n}`);
    expect(await attempt(name, 'wrong', '198.51.100.1')).toBe('TOO_MANY_ATTEMPTS');
  });
});

test('who is blocked is not let in by the right password, and no hash is made', async () => {
  await fail('mary@example.com', 5);
  runs.length = 0;
  expect(await attempt('mary@example.com', password)).toBe('TOO_MANY_ATTEMPTS');
  expect(runs).toEqual([]);
  clock.advance(throttle.firstBlock);
  expect(await attempt('mary@example.com', password)).toBe('signed in');
});

test('a success lets the account begin at zero', async () => {
  await fail('mary@example.com', 4);
  expect(await attempt('mary@example.com', password)).toBe('signed in');
  await fail('mary@example.com', 5);
});

test('however many come at once, no more than 5 are looked at', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => attempt('mary@example.com', 'wrong')));
  expect(answers.filter((code) => code === 'INVALID_CREDENTIALS')).toHaveLength(5);
  expect(runs).toHaveLength(5);
});

describe('an address', () => {
  const address = '198.51.100.7';

  test('is blocked after 50 failures, of whatever accounts; others are not', async () => {
    for (let n = 0; n < 50; n += 1) {
      const attempted = {
        kind: 'customer',
        normalized: `nobody${n % 20}@example.com`,
        clientAddress: address,
      } as const;
      expect(await beginAttempt(services().sql, clock, attempted)).not.toBeInstanceOf(Date);
    }
    expect(await attempt('mary@example.com', password, address)).toBe('TOO_MANY_ATTEMPTS');
    expect(await attempt('mary@example.com', password, '198.51.100.8')).toBe('signed in');
    clock.advance(throttle.firstBlock);
    expect(await attempt('mary@example.com', password, address)).toBe('signed in');
  });

  test('that is blocked does not block the account', async () => {
    await sql`
      insert into identity.sign_in_throttle
      select key_hash, 60, ${new Date(clock.now().getTime() + 60_000)}, ${new Date(clock.now().getTime() + 60_000)}
      from (select sha256(convert_to(${JSON.stringify(['address', address])}, 'UTF8')) as key_hash) k`;
    for (let n = 0; n < 10; n += 1)
      expect(await attempt('mary@example.com', 'wrong', address)).toBe('TOO_MANY_ATTEMPTS');
    expect(await attempt('mary@example.com', password)).toBe('signed in');
  });

  test('is not given new attempts by an account of one’s own', async () => {
    for (const name of ['nobody', 'somebody', 'anybody']) await fail(`${name}@example.com`, 1, address);
    expect(await attempt('mike@example.com', password, address)).toBe('signed in');
    const [row] = await sql`select max(failures) as failures from identity.sign_in_throttle`;
    expect(row).toEqual({ failures: 3 });
  });

  test('that is not known is not counted', async () => {
    await signIn(services({ clientAddress: undefined }), { kind: 'customer', name: 'x@example.com', password });
    expect(await sql`select from identity.sign_in_throttle`).toHaveLength(1);
  });
});

test('an attempt that was neither right nor wrong leaves no trace', async () => {
  const attempted = { kind: 'customer', normalized: 'mary@example.com', clientAddress: '198.51.100.9' } as const;
  await fail('mary@example.com', 4, '198.51.100.9');
  const fifth = await beginAttempt(services().sql, clock, attempted);
  if (fifth instanceof Date) throw new Error('it is blocked');
  expect(await beginAttempt(services().sql, clock, attempted)).toBeInstanceOf(Date);
  await fifth.withdraw();
  expect(await beginAttempt(services().sql, clock, attempted)).not.toBeInstanceOf(Date);
});

test('right and wrong attempts at once do not stand in each other’s way', async () => {
  for (let n = 0; n < 20; n += 1) {
    const attempted = { kind: 'customer', normalized: `race${n}@example.com`, clientAddress: '198.51.100.66' } as const;
    const begin = () => beginAttempt(services().sql, clock, attempted);
    const succeed = (attempt: Attempt) => services().sql.begin((tx) => attempt.succeed(tx));
    const first = (await begin()) as Attempt;
    await expect(Promise.all([succeed(first), begin(), begin()])).resolves.toHaveLength(3);
  }
});

test('neither names nor addresses are kept', async () => {
  await fail('mary@example.com', 1);
  const [row] = await sql<{ text: string }[]>`select string_agg(t::text, ' ') as text from identity.sign_in_throttle t`;
  expect(row?.text).not.toMatch(/mary|203/);
});
