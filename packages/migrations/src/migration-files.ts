import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { StartupError } from '@reelhouse/config';
import type { Migration } from './migration-options.ts';

/** A file of SQL. */
export interface SqlFile {
  /** As messages name it: `migrations/film/0001.do.films.sql`. */
  readonly file: string;
  readonly sql: string;
}

/** A migration as its two files describe it. */
export interface MigrationFiles extends Migration {
  readonly do: SqlFile;
  readonly undo: SqlFile;
  /** SHA-256 of the forward file's text, the same for all line endings. */
  readonly checksum: string;
}

type Action = 'do' | 'undo';

interface NamedFile extends SqlFile {
  readonly version: number;
  readonly action: Action;
  readonly name: string;
}

const fileName = /^(?<version>\d{4})\.(?<action>do|undo)\.(?<name>[a-z0-9_-]+)\.sql$/;

/** Ending the transaction inside a file would leave half a run behind. */
const transactionControl = /^\s*(begin|commit|rollback|abort|start\s+transaction)(\s+(work|transaction))?\s*;/im;

/** The name by which messages call a migration's file. */
export function migrationFile(directory: string, migration: Migration, action: Action): string {
  const version = String(migration.version).padStart(4, '0');
  return join(basename(resolve(directory)), migration.subgraph, `${version}.${action}.${migration.name}.sql`);
}

/**
 * Reads the migrations of the given subgraphs, by subgraph and then by number. Hidden files and Markdown are passed over.
 *
 * @throws {StartupError} with a line for each file that is misnamed, has a number twice or after a gap, has no
 *   counterpart of the same name to do or undo it, or begins or ends a transaction.
 */
export async function readMigrations(directory: string, subgraphs: readonly string[]): Promise<MigrationFiles[]> {
  const problems: string[] = [];
  const migrations: MigrationFiles[] = [];
  for (const subgraph of subgraphs) {
    const files = await readFolder(directory, subgraph, problems);
    migrations.push(...pairUp(directory, subgraph, files, problems));
  }
  if (problems.length > 0) throw new StartupError(problems.join('\n'));
  return migrations;
}

async function readFolder(directory: string, subgraph: string, problems: string[]): Promise<NamedFile[]> {
  const files: NamedFile[] = [];
  for (const entry of (await readdir(join(directory, subgraph))).sort()) {
    if (entry.startsWith('.') || entry.endsWith('.md')) continue;
    const file = join(basename(resolve(directory)), subgraph, entry);
    const { version, action, name } = fileName.exec(entry)?.groups ?? {};
    if (version === undefined || action === undefined || name === undefined) {
      problems.push(`${file}: expected a name such as 0001.do.create-films.sql or 0001.undo.create-films.sql`);
      continue;
    }
    const sql = await readFile(join(directory, subgraph, entry), 'utf8');
    if (transactionControl.test(sql)) {
      problems.push(`${file}: begins or ends a transaction; all migrations run in one transaction of the runner`);
    }
    files.push({ file, sql, version: Number(version), action: action === 'do' ? 'do' : 'undo', name });
  }
  return files;
}

function pairUp(
  directory: string,
  subgraph: string,
  files: readonly NamedFile[],
  problems: string[],
): MigrationFiles[] {
  const forward = withoutDuplicates(files, 'do', problems);
  const back = withoutDuplicates(files, 'undo', problems);
  const migrations: MigrationFiles[] = [];
  for (const [version, file] of forward) {
    const expected = migrations.length + 1;
    const undo = back.get(version);
    const migration = { subgraph, version, name: file.name };
    if (undo?.name !== file.name) {
      problems.push(`${file.file}: ${migrationFile(directory, migration, 'undo')} is missing`);
    } else if (version !== expected) {
      problems.push(`${file.file}: the number ${String(expected).padStart(4, '0')} is missing before it`);
    }
    migrations.push({ ...migration, do: file, undo: undo ?? file, checksum: checksum(file.sql) });
  }
  for (const [version, file] of back) {
    if (!forward.has(version)) problems.push(`${file.file}: undoes a migration that is not there`);
  }
  return migrations;
}

function withoutDuplicates(files: readonly NamedFile[], action: Action, problems: string[]): Map<number, NamedFile> {
  const byVersion = new Map<number, NamedFile>();
  for (const file of files.filter((each) => each.action === action)) {
    const first = byVersion.get(file.version);
    if (first) problems.push(`${file.file}: its number is taken by ${first.file}`);
    else byVersion.set(file.version, file);
  }
  return byVersion;
}

function checksum(sql: string): string {
  return createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex');
}
