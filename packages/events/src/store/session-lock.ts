import type { Sql } from '@reelhouse/database';
import postgres from 'postgres';

/** Locks that are held as long as a connection lasts: those of whoever leads something among many processes. */
export interface LockSession {
  /** Takes a lock of this schema unless somebody has it. */
  tryLock(name: string): Promise<boolean>;
  unlock(name: string): Promise<void>;
  /** Lets go of all locks. */
  close(): Promise<void>;
}

/**
 * Opens a connection of its own for locks, to the same database and as the same role.
 *
 * @param onLost called whenever the connection ends: no lock is held any more.
 */
export function openLockSession(pool: Sql, onLost: () => void): LockSession {
  const sql: Sql = postgres({
    ...(pool.options as unknown as postgres.Options<{ date: postgres.PostgresType<string> }>),
    max: 1,
    idle_timeout: undefined,
    max_lifetime: null,
    onclose: onLost,
  });
  return {
    async tryLock(name) {
      const [row] = await sql<{ locked: boolean | null }[]>`
        select pg_try_advisory_lock(hashtextextended(current_schema() || ' ' || ${name}, 0)) as locked`;
      return row?.locked === true;
    },
    async unlock(name) {
      await sql<{ unlocked: boolean | null }[]>`
        select pg_advisory_unlock(hashtextextended(current_schema() || ' ' || ${name}, 0)) as unlocked`;
    },
    close: () => sql.end({ timeout: 1 }),
  };
}
