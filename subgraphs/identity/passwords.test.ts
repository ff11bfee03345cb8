import { createHash } from 'node:crypto';
import { hash as argon2Hash } from 'argon2';
import { hash as bcryptHash } from 'bcryptjs';
import { describe, expect, test } from 'vitest';
import { HashingBusy, Passwords, type StoredPassword } from './domain/passwords.ts';
import type { PasswordAlgorithm } from './store/credential.ts';

const runs: PasswordAlgorithm[] = [];
const passwords = new Passwords({ onRun: (algorithm) => void runs.push(algorithm) });
const verify = async (password: string, stored: StoredPassword | undefined) => {
  runs.length = 0;
  return passwords.verify(password, stored);
};

const argon2id = { algorithm: 'argon2id', passwordHash: await passwords.hash('correct horse') } as const;
const sha1 = { algorithm: 'sha1', passwordHash: createHash('sha1').update('12345').digest('hex') } as const;
const bcrypt = { algorithm: 'bcrypt', passwordHash: await bcryptHash('12345', 4) } as const;

test('a password is hashed as OWASP has it, each time with another salt', async () => {
  expect(argon2id.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwords.hash('correct horse')).not.toBe(argon2id.passwordHash);
});

describe('one run of argon2id, whatever is stored', () => {
  test.each([
    ['nobody', '12345', undefined, false, ['argon2id']],
    ['the right password', 'correct horse', argon2id, true, ['argon2id']],
    ['a wrong password', 'correct hors', argon2id, false, ['argon2id']],
    ['the right one of SHA-1', '12345', sha1, true, ['sha1', 'argon2id']],
    ['a wrong one of SHA-1', '123456', sha1, false, ['sha1', 'argon2id']],
    ['no SHA-1 at all', '12345', { ...sha1, passwordHash: 'xyz' }, false, ['sha1', 'argon2id']],
    ['the right one of bcrypt', '12345', bcrypt, true, ['bcrypt', 'argon2id']],
    ['a wrong one of bcrypt', '123456', bcrypt, false, ['bcrypt', 'argon2id']],
  ] as const)('%s', async (_, password, stored, matches, algorithms) => {
    const verdict = await verify(password, stored);
    expect(verdict.matches).toBe(matches);
    expect(runs).toEqual(algorithms);
    const replaced = matches && stored.algorithm !== 'argon2id';
    expect(verdict.replacement).toEqual(replaced ? expect.stringMatching(/^\$argon2id\$/) : undefined);
  });
});

test('the hash that replaces a legacy one is of the same password', async () => {
  const { replacement = '' } = await verify('12345', sha1);
  const stored = { algorithm: 'argon2id', passwordHash: replacement } as const;
  expect(await verify('12345', stored)).toEqual({ matches: true });
  expect(await verify('1234', stored)).toEqual({ matches: false });
});

test('a hash of less cost is replaced', async () => {
  const passwordHash = await argon2Hash('correct horse', { memoryCost: 8192, timeCost: 1, parallelism: 1 });
  const { matches, replacement } = await verify('correct horse', { algorithm: 'argon2id', passwordHash });
  expect([matches, replacement]).toEqual([true, expect.stringContaining('m=19456')]);
});

test('a bcrypt hash of absurd cost costs nothing', async () => {
  const passwordHash = bcrypt.passwordHash.replace('$04$', '$31$');
  expect(await verify('12345', { algorithm: 'bcrypt', passwordHash })).toEqual({ matches: false });
});

test('the same letters, composed in another way, are the same password', async () => {
  const passwordHash = await passwords.hash('caf\u00e9 noir');
  expect(await verify('cafe\u0301 noir', { algorithm: 'argon2id', passwordHash })).toEqual({ matches: true });
});

test('few run at once, and few wait', async () => {
  let running = 0;
  const bounded = new Passwords({ concurrency: 1, waiting: 3, onRun: () => void (running += 1) });
  const answers = Array.from({ length: 6 }, () => bounded.hash('correct horse'));
  const busy = await Promise.allSettled(answers.slice(4));
  expect(busy).toEqual(busy.map(() => ({ status: 'rejected', reason: expect.any(HashingBusy) })));
  await answers[0];
  expect(running).toBeLessThan(4);
  expect((await Promise.all(answers.slice(0, 4))).length).toBe(4);
  expect(await bounded.hash('correct horse')).toMatch(/^\$argon2id/);
});
