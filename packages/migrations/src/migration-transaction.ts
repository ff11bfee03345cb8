import type { TransactionSql } from 'postgres';
import { withConnection } from './connect.ts';
import { withDatabase } from './database-url.ts';
import type { MigrationOptions } from './migration-options.ts';
import { requireCapableServer } from './server-requirements.ts';

/** The one database that every server has. */
const maintenanceDatabase = 'postgres';

/**
 * Does all of `work` or nothing, as the only one who migrates on the whole server.
 *
 * The lock is in the maintenance database because advisory locks count per database while roles belong to the server:
 * two databases that migrate at once would collide in `pg_authid`. It is bound to a transaction of its own, so it is
 * free again however this process ends.
 *
 * A statement may take as long as it needs; but one that cannot get a lock for 30 s fails, because everybody else's
 * queries on that table queue up behind it.
 *
 * @throws {StartupError} if the database cannot be reached or used, or refuses something; nothing has changed then.
 */
export async function inMigrationTransaction<Result>(
  options: MigrationOptions,
  work: (tx: TransactionSql) => Promise<Result>,
): Promise<Result> {
  await withConnection(options.url, (sql) => requireCapableServer(sql, options));
  return withServerLock(options, () =>
    withConnection(options.url, async (sql) => {
      const { result } = await sql.begin(async (tx) => {
        await tx.unsafe(`
          set local statement_timeout = 0;
          set local idle_in_transaction_session_timeout = 0;
          set local lock_timeout = '30s';
        `);
        return { result: await work(tx) };
      });
      return result;
    }),
  );
}

async function withServerLock<Result>(options: MigrationOptions, work: () => Promise<Result>): Promise<Result> {
  return withConnection(withDatabase(options.url, maintenanceDatabase), async (maintenance) => {
    const { result } = await maintenance.begin(async (tx) => {
      await tx.unsafe(`
        set local statement_timeout = 0;
        set local lock_timeout = 0;
        set local idle_in_transaction_session_timeout = 0;
      `);
      const [attempt] = await tx<{ locked: boolean }[]>`
        select pg_try_advisory_xact_lock(hashtextextended('reelhouse migrations', 0)) as locked`;
      if (!attempt?.locked) {
        options.log?.({ kind: 'waiting' });
        await tx`select pg_advisory_xact_lock(hashtextextended('reelhouse migrations', 0))`;
      }
      return { result: await work() };
    });
    return result;
  });
}
