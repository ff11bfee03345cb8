import { createHash, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { hash as argon2Hash, needsRehash, verify as argon2Verify } from 'argon2';
import pLimit from 'p-limit';
import type { PasswordAlgorithm } from '../store/credential.ts';
import { matchesBcrypt } from './bcrypt.ts';

/** The cost of argon2id (OWASP): 19 MiB of memory, 2 passes, 1 thread. Older hashes are replaced at the next sign-in. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The hash of no password, at the same cost: what is verified where there is nobody. */
const nobodysHash = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** A password as it is stored. */
export interface StoredPassword {
  readonly algorithm: PasswordAlgorithm;
  readonly passwordHash: string;
}

/** Whether a password is right. */
export interface Verdict {
  readonly matches: boolean;
  /** The hash that is to be stored in place of one that is legacy or too cheap. */
  readonly replacement?: string;
}

/** Thrown instead of waiting in a line that is too long: nothing was done. */
export class HashingBusy extends Error {
  override readonly name = 'HashingBusy';
}

/** How passwords are hashed. */
export interface PasswordsOptions {
  /** How many at once; by default one less than there are cores, so that one is left for everything else. */
  readonly concurrency?: number;
  /** How many may wait for that; 100 unless told. */
  readonly waiting?: number;
  /** Called for each run of an algorithm: for tests. */
  readonly onRun?: (algorithm: PasswordAlgorithm) => void;
}

/** Hashes passwords and verifies them, a few at a time: however many sign in, other requests are answered. */
export class Passwords {
  readonly #limit: ReturnType<typeof pLimit>;
  readonly #waiting: number;
  readonly #onRun: (algorithm: PasswordAlgorithm) => void;

  constructor(options: PasswordsOptions = {}) {
    const { concurrency = Math.max(1, availableParallelism() - 1), waiting = 100, onRun = () => undefined } = options;
    this.#limit = pLimit(concurrency);
    this.#waiting = waiting;
    this.#onRun = onRun;
  }

  /**
   * The hash to store, as a PHC string of argon2id.
   *
   * @throws {HashingBusy} if too many wait already.
   */
  hash(password: string): Promise<string> {
    return this.#run(() => this.#argon2Hash(password));
  }

  /**
   * Verifies a password. One run of argon2id is made whatever is stored, also for nobody, so that the time does not tell
   * who has an account.
   *
   * @throws {HashingBusy} if too many wait already.
   */
  verify(password: string, stored: StoredPassword | undefined): Promise<Verdict> {
    return this.#run(() => this.#verify(password, stored));
  }

  async #verify(password: string, stored: StoredPassword | undefined): Promise<Verdict> {
    if (stored?.algorithm === 'argon2id') {
      const matches = await this.#argon2Verify(stored.passwordHash, password);
      const outdated = matches && needsRehash(stored.passwordHash, cost);
      return outdated ? { matches, replacement: await this.#argon2Hash(password) } : { matches };
    }
    if (stored && (await this.#matchesLegacy(password, stored))) {
      return { matches: true, replacement: await this.#argon2Hash(password) };
    }
    await this.#argon2Verify(nobodysHash, password);
    return { matches: false };
  }

  async #matchesLegacy(password: string, { algorithm, passwordHash }: StoredPassword): Promise<boolean> {
    this.#onRun(algorithm);
    if (algorithm === 'bcrypt') return matchesBcrypt(password, passwordHash);
    const stored = Buffer.from(passwordHash, 'hex');
    const given = createHash('sha1').update(password).digest();
    return stored.length === given.length && timingSafeEqual(stored, given);
  }

  #argon2Hash(password: string): Promise<string> {
    this.#onRun('argon2id');
    return argon2Hash(composed(password), cost);
  }

  #argon2Verify(hash: string, password: string): Promise<boolean> {
    this.#onRun('argon2id');
    return argon2Verify(hash, composed(password));
  }

  async #run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#limit.pendingCount >= this.#waiting) throw new HashingBusy('too many passwords wait to be hashed');
    return this.#limit(work);
  }
}

/** Keyboards compose accented letters in different ways; what is typed is the same (RFC 8265). */
function composed(password: string): string {
  return password.normalize('NFC');
}
