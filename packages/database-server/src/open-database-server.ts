import { findRunningEmbeddedPostgres, startEmbeddedPostgres, type ServerLog } from '@reelhouse/embedded-postgres';
import { createDatabase } from './create-database.ts';
import { embeddedDirectory } from './embedded-directory.ts';
import type { DatabaseConfig } from './database-variables.ts';
import { keptSecret } from './kept-secret.ts';
import { prepareHome } from './prepare-home.ts';

/** The database that Reelhouse works on. */
export interface DatabaseServer {
  /** The URL of the database, as the role that owns all tables. */
  readonly url: string;
  readonly roleSecret: string;
  /** Where the rows are, for people: a host, or a folder. Never a password. */
  readonly place: string;
  /** Resolves if the embedded server ends although nobody stopped it. */
  readonly lost: Promise<void>;
  /** Stops the embedded server if this process started it. May be called again. */
  stop(): Promise<void>;
}

const databaseName = 'reelhouse';

/**
 * Opens the database that the configuration names: that of `DATABASE_URL`, else the embedded server that is running on
 * `REELHOUSE_HOME`, else one that is started there and lives as long as this process.
 *
 * @param options.exclusive whether a running embedded server is somebody else's: refused instead of used.
 * @throws {StartupError} if the folder is in use (with `exclusive`), or the server cannot start.
 */
export async function openDatabaseServer(
  config: DatabaseConfig,
  options: { readonly exclusive?: boolean; readonly log?: ServerLog } = {},
): Promise<DatabaseServer> {
  if (config.DATABASE_URL !== undefined) return namedServer(config, config.DATABASE_URL);
  const directory = embeddedDirectory(config);
  const running = options.exclusive ? undefined : await findRunningEmbeddedPostgres(directory);
  if (running) return embedded(config, directory, running.url, { stop: async () => {}, lost: new Promise(() => {}) });
  await prepareHome(config.REELHOUSE_HOME);
  const server = await startEmbeddedPostgres({ directory, ...(options.log && { log: options.log }) });
  const lost = new Promise<void>((resolveLost) => {
    void server.exited.then(({ requested }) => {
      if (!requested) resolveLost();
    });
  });
  try {
    await createDatabase(server.url, databaseName);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return embedded(config, directory, server.url, { stop: () => server.stop(), lost });
}

async function namedServer(config: DatabaseConfig, url: string): Promise<DatabaseServer> {
  const { host, pathname, password } = new URL(url);
  // A server that trusts us takes any password, but the roles must have the same one tomorrow.
  const roleSecret = config.DATABASE_ROLE_SECRET ?? (password || (await keptSecret(config.REELHOUSE_HOME)));
  return { url, roleSecret, place: host + pathname, lost: new Promise(() => {}), stop: async () => {} };
}

function embedded(
  config: DatabaseConfig,
  directory: string,
  serverUrl: string,
  life: Pick<DatabaseServer, 'stop' | 'lost'>,
): DatabaseServer {
  const url = new URL(serverUrl);
  url.pathname = `/${databaseName}`;
  return { url: url.href, roleSecret: config.DATABASE_ROLE_SECRET ?? url.password, place: directory, ...life };
}
