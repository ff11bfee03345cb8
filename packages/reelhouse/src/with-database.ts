import { readConfig } from '@reelhouse/config';
import { databaseVariables, openDatabaseServer, type DatabaseServer } from '@reelhouse/database-server';

/**
 * Does something on the database that `npm start` would use: the running embedded server if there is one, so that a
 * command can be given beside it.
 */
export async function withDatabase(
  environment: Record<string, string | undefined>,
  work: (database: DatabaseServer) => Promise<void>,
): Promise<void> {
  const database = await openDatabaseServer(readConfig(databaseVariables, environment));
  try {
    await work(database);
  } finally {
    await database.stop();
  }
}
