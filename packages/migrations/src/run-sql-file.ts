import { StartupError } from '@reelhouse/config';
import postgres, { type TransactionSql } from 'postgres';
import type { SqlFile } from './migration-files.ts';
import { quoteIdentifier } from './quote.ts';

/**
 * Runs a migration's file with the names of its subgraph's schema, and of the extensions, in reach.
 *
 * @throws {StartupError} with the file, the line where the server knows it, and what the server says.
 */
export async function runSqlFile(tx: TransactionSql, subgraph: string, { file, sql }: SqlFile): Promise<void> {
  await tx.unsafe(`set local search_path = ${quoteIdentifier(subgraph)}, extensions`);
  try {
    await tx.unsafe(sql);
  } catch (error) {
    if (!(error instanceof postgres.PostgresError)) throw error;
    const { message, detail, hint, position } = error;
    const place = position ? `${file}:${lineAt(sql, Number(position))}` : file;
    const more = [detail, hint].filter((text) => text !== undefined).map((text) => ` (${text})`);
    throw new StartupError(`${place}: ${message}${more.join('')}`.replaceAll('\n', ' '), { cause: error });
  }
}

/** The line of a position as the server counts them: in characters, from 1. */
function lineAt(sql: string, position: number): number {
  return (
    Array.from(sql)
      .slice(0, position - 1)
      .filter((character) => character === '\n').length + 1
  );
}
