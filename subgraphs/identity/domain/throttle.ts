import { createHash } from 'node:crypto';
import type { PrincipalKind } from '@reelhouse/auth';
import type { Clock } from '@reelhouse/clock';
import type { Sql, Transaction } from '@reelhouse/database';
import { userError, type UserError } from '@reelhouse/errors';
import { blockedUntil, blockKey, countFailure, forgetKey, uncountFailure } from '../store/sign-in-throttle.ts';
import { networkOf } from './client-network.ts';

/** How many attempts may fail, and for how long whoever fails more often has to wait; times in seconds. */
export const throttle = {
  /** The failure of one account with which blocking begins. */
  accountLimit: 5,
  /** The failure of one address, or one IPv6 network, with which blocking begins: behind it there may be a whole office. */
  addressLimit: 50,
  /** For how long the first failure too many blocks; each further one blocks twice as long. */
  firstBlock: 30,
  /** So that nobody can lock somebody else out for longer. */
  longestBlock: 15 * 60,
  /** When failures are forgotten, counted from the last one or from the end of its block. */
  window: 15 * 60,
} as const;

/** Whose attempt it is. */
export interface Attempted {
  readonly kind: PrincipalKind;
  /** The normalised login name, whether somebody has it or not. */
  readonly normalized: string;
  readonly clientAddress?: string | undefined;
}

/** An attempt to sign in that was counted as a failure, until it is known to be none. */
export interface Attempt {
  /** It was right: the account's failures are forgotten, and the address has one less. */
  readonly succeed: (tx: Transaction) => Promise<void>;
  /** It was neither right nor wrong. */
  readonly withdraw: () => Promise<void>;
}

/** Thrown to take back what was counted for a part of the keys. */
class Blocked extends Error {}

/**
 * Counts an attempt before the password is looked at, in a transaction of its own: however many are made at once, no more
 * than the limit are looked at.
 *
 * @returns the attempt, or until when there may be none.
 */
export async function beginAttempt(sql: Sql, clock: Clock, attempted: Attempted): Promise<Attempt | Date> {
  const account = { keyHash: hashOf('account', attempted.kind, attempted.normalized), limit: throttle.accountLimit };
  const address = attempted.clientAddress
    ? [{ keyHash: hashOf('address', networkOf(attempted.clientAddress)), limit: throttle.addressLimit }]
    : [];
  const keys = [account, ...address].sort((a, b) => (a.keyHash < b.keyHash ? -1 : 1));
  const keyHashes = keys.map(({ keyHash }) => keyHash);
  const at = clock.now();
  try {
    await sql.begin(async (tx) => {
      const counted = await countFailure(tx, keyHashes, { at, forgottenAt: later(at, throttle.window) });
      if (counted.length < keys.length) throw new Blocked();
      for (const { keyHash, failures } of counted) {
        const limit = keys.find((key) => key.keyHash === keyHash)?.limit;
        if (limit === undefined || failures < limit) continue;
        const until = later(at, Math.min(throttle.firstBlock * 2 ** (failures - limit), throttle.longestBlock));
        await blockKey(tx, keyHash, { until, forgottenAt: later(until, throttle.window) });
      }
    });
  } catch (error) {
    if (!(error instanceof Blocked)) throw error;
    return (await blockedUntil(sql, keyHashes, at)) ?? at;
  }
  return {
    async succeed(tx) {
      // In the order in which attempts count them, so that neither waits for the other.
      for (const key of keys) await (key === account ? forgetKey(tx, key.keyHash) : uncountFailure(tx, key));
    },
    async withdraw() {
      for (const key of keys) await uncountFailure(sql, key);
    },
  };
}

/** The refusal of an attempt. */
export function tooManyAttempts(until?: Date): UserError {
  const when = until ? `at ${until.toISOString()}` : 'after a moment';
  return userError('TOO_MANY_ATTEMPTS', 'input', `There were too many attempts. Try again ${when}.`);
}

function hashOf(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function later(moment: Date, seconds: number): Date {
  return new Date(moment.getTime() + seconds * 1000);
}
