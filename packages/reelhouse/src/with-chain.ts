import { connect, type Sql } from '@reelhouse/database';
import { migrateUp, migrationsDirectory } from '@reelhouse/migrations';
import { withDatabase } from './with-database.ts';

/** Does something with the rows of the chain, as the owner of all tables, on a database that is up to date. */
export async function withChain(
  environment: Record<string, string | undefined>,
  work: (sql: Sql) => Promise<unknown>,
): Promise<void> {
  await withDatabase(environment, async (database) => {
    await migrateUp({ ...database, directory: migrationsDirectory });
    const sql = connect(database.url, { name: 'rows', connections: 1 });
    try {
      await work(sql);
    } finally {
      await sql.end();
    }
  });
}
