import { StartupError } from '@reelhouse/config';
import type { Sql } from 'postgres';
import { describeDatabase } from './database-url.ts';
import type { MigrationOptions } from './migration-options.ts';

const oldestVersion = 15;
const newestTestedVersion = 18;

interface ServerFacts {
  readonly version: string;
  readonly versionNumber: number;
  readonly user: string;
  readonly mayCreateRoles: boolean;
  readonly mayCreateSchemas: boolean;
}

/** Whether a server's version will do: `untested` is one newer than what the tests run on. */
export function judgeVersion(versionNumber: number): 'too old' | 'tested' | 'untested' {
  const major = Math.floor(versionNumber / 10_000);
  if (major < oldestVersion) return 'too old';
  return major > newestTestedVersion ? 'untested' : 'tested';
}

/**
 * Makes sure that migrations can run here before anything is tried.
 *
 * @throws {StartupError} if the server is too old, or the user may not create roles or schemas.
 */
export async function requireCapableServer(sql: Sql, { url, log }: MigrationOptions): Promise<void> {
  const [facts] = await sql<ServerFacts[]>`
    select current_setting('server_version') as version,
           current_setting('server_version_num')::integer as "versionNumber",
           current_user as user,
           rolsuper or rolcreaterole as "mayCreateRoles",
           has_database_privilege(current_database(), 'create') as "mayCreateSchemas"
    from pg_roles where rolname = current_user`;
  if (!facts) throw new StartupError(`${describeDatabase(url)}: does not say which version of PostgreSQL it is`);
  const { version, versionNumber, user } = facts;
  const judgement = judgeVersion(versionNumber);
  if (judgement === 'too old') {
    throw new StartupError(`PostgreSQL ${oldestVersion} or newer is needed; ${describeDatabase(url)} runs ${version}`);
  }
  if (judgement === 'untested') log?.({ kind: 'untested server', version });
  if (!facts.mayCreateRoles) {
    throw new StartupError(`${describeDatabase(url)}: the user "${user}" may not create roles (CREATEROLE)`);
  }
  if (!facts.mayCreateSchemas) {
    throw new StartupError(
      `${describeDatabase(url)}: the user "${user}" may not create schemas (CREATE on the database)`,
    );
  }
}
