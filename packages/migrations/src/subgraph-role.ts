import { createHmac } from 'node:crypto';
import { StartupError } from '@reelhouse/config';
import type { TransactionSql } from 'postgres';
import { databaseAddress } from './database-url.ts';
import type { MigrationOptions } from './migration-options.ts';
import { quoteIdentifier } from './quote.ts';
import { scramVerifier } from './scram-verifier.ts';

type RoleOptions = Pick<MigrationOptions, 'url' | 'rolePrefix' | 'roleSecret'> & { readonly subgraph: string };

/** The longest name that PostgreSQL keeps whole, in bytes. */
const longestName = 63;

/**
 * The name of a subgraph's role: `<prefix>_<subgraph>`.
 *
 * @throws {StartupError} if it is too long: PostgreSQL would cut it off, and two roles might become one.
 */
export function roleName({ url, rolePrefix, subgraph }: Omit<RoleOptions, 'roleSecret'>): string {
  const name = `${rolePrefix ?? databaseAddress(url).database}_${subgraph}`;
  if (Buffer.byteLength(name) > longestName) {
    throw new StartupError(`the role name ${name} is longer than ${longestName} bytes: set a shorter role prefix`);
  }
  return name;
}

/**
 * The URL with which a subgraph connects: its own role, and the password derived for it.
 *
 * @throws {StartupError} if the URL names no host or database, the secret is empty, or the role's name too long.
 */
export function roleUrl(options: RoleOptions): string {
  const role = roleName(options);
  databaseAddress(options.url); // URL ignores a user name that is set where there is no host
  const url = new URL(options.url);
  url.username = encodeURIComponent(role);
  url.password = rolePassword(options.roleSecret, role);
  return url.href;
}

/** HMAC-SHA256 of the role's name, in letters that a URL takes as they are. */
function rolePassword(secret: string, role: string): string {
  if (secret === '') throw new StartupError('the secret of the subgraphs’ roles is empty');
  return createHmac('sha256', secret).update(role).digest('base64url');
}

interface RoleAttributes {
  readonly powerful: boolean;
}

/**
 * Makes a subgraph's role, or puts an existing one right: it may log in, and nothing else.
 *
 * Password and settings are written on every run rather than compared. Whether a password is the right one cannot be
 * asked: only a superuser may read the verifiers, and a server that trusts its network lets every password pass. What it
 * costs is a few rows under a lock that is held anyway; what it brings is that a new secret holds from the next start on.
 *
 * @throws {StartupError} if a role of that name exists that may do more than a subgraph's should.
 */
export async function ensureRole(tx: TransactionSql, options: RoleOptions): Promise<string> {
  const name = roleName(options);
  const role = quoteIdentifier(name);
  const [existing] = await tx<RoleAttributes[]>`
    select rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls as powerful
    from pg_roles where rolname = ${name}`;
  if (existing?.powerful) {
    throw new StartupError(`the role ${role} exists and may do more than a subgraph’s should: set another role prefix`);
  }
  // Not even NOSUPERUSER may be said of an existing role by anybody but a superuser.
  if (!existing) await tx.unsafe(`create role ${role} nosuperuser nocreatedb nocreaterole`);
  const verifier = await scramVerifier(rolePassword(options.roleSecret, name));
  await tx.unsafe(`
    alter role ${role} login noinherit password '${verifier}';
    alter role ${role} set search_path = ${quoteIdentifier(options.subgraph)}, extensions;
    alter role ${role} set timezone = 'UTC';
    alter role ${role} set statement_timeout = '30s';
    alter role ${role} set idle_in_transaction_session_timeout = '30s';
  `);
  return name;
}
