import type { Sql } from '@reelhouse/database';
import type { Logger } from '@reelhouse/logging';
import { pause } from './alarm.ts';
import { defaultReconnect, delayForEver } from './backoff.ts';
import { openLockSession, type LockSession } from './store/session-lock.ts';

/** What somebody who leads has. */
export interface Leading {
  /** Ends when the lead is lost, or the work is to stop. */
  readonly signal: AbortSignal;
  readonly session: LockSession;
}

/** How to lead. */
export interface LeadOptions {
  readonly sql: Sql;
  /** What is led: one process leads it in each schema. */
  readonly name: string;
  readonly log: Logger;
  /** Ends the work. */
  readonly signal: AbortSignal;
  /** How often a process that does not lead tries to, in milliseconds. */
  readonly takeOverMs: number;
}

/**
 * Does some work in one process of many: in the one that holds an advisory lock of PostgreSQL. The lock goes with its
 * connection, so another process takes over when this one is killed. Work that fails is begun again, with growing pauses,
 * for ever.
 *
 * A process may learn late that it has lost its connection. The work must be right, if not efficient, while two processes
 * do it.
 */
export async function lead(options: LeadOptions, work: (leading: Leading) => Promise<void>): Promise<void> {
  const { sql, name, log, signal, takeOverMs } = options;
  let term = new AbortController();
  const session = openLockSession(sql, () => term.abort());
  let failures = 0;
  while (!signal.aborted) {
    try {
      term = new AbortController();
      if (await session.tryLock(name)) {
        log.debug({ name }, 'leading');
        failures = 0;
        await workAndUnlock(session, name, () => work({ session, signal: AbortSignal.any([signal, term.signal]) }));
      } else {
        await pause(takeOverMs, signal);
      }
    } catch (error) {
      failures += 1;
      log.warn({ name, err: error }, 'interrupted');
      await pause(delayForEver(defaultReconnect, failures), signal);
    }
  }
  await session.close();
}

async function workAndUnlock(session: LockSession, name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } finally {
    await session.unlock(name).catch(() => undefined); // the connection may be gone, and the lock with it
  }
}
