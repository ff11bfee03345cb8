import { StartupError } from '@reelhouse/config';
import postgres, { type TransactionSql } from 'postgres';
import { describeDatabase } from './database-url.ts';
import type { MigrationOptions } from './migration-options.ts';
import { quoteIdentifier } from './quote.ts';

const defaultExtensions = ['pg_trgm', 'unaccent', 'btree_gist'];

/**
 * Sets up what all subgraphs share: the schema of the extensions, and a `public` in which only its owner creates things.
 * Who may connect to the database is left as it is: backup and monitoring have roles of their own, and a role that can
 * connect sees no schema of ours.
 *
 * @throws {StartupError} if an extension is not installed on the server, or is in another schema already.
 */
export async function prepareDatabase(tx: TransactionSql, options: MigrationOptions): Promise<void> {
  const [schema] = await tx<{ exists: boolean }[]>`select to_regnamespace('public') is not null as exists`;
  if (schema?.exists) await tx`revoke create on schema public from public`;
  await tx`create schema if not exists extensions`;
  for (const extension of options.extensions ?? defaultExtensions) await ensureExtension(tx, extension, options.url);
}

async function ensureExtension(tx: TransactionSql, extension: string, url: string): Promise<void> {
  const name = quoteIdentifier(extension);
  try {
    await tx.unsafe(`create extension if not exists ${name} with schema extensions`);
  } catch (error) {
    if (!(error instanceof postgres.PostgresError)) throw error;
    throw new StartupError(`${describeDatabase(url)}: no extension ${name}: ${error.message}`, { cause: error });
  }
  const [found] = await tx<{ schema: string }[]>`
    select extnamespace::regnamespace::text as schema from pg_extension where extname = ${extension}`;
  if (found?.schema !== 'extensions') {
    const remedy = `alter extension ${name} set schema extensions`;
    throw new StartupError(
      `${describeDatabase(url)}: the extension ${name} is in the schema ${found?.schema}: ${remedy}`,
    );
  }
}
