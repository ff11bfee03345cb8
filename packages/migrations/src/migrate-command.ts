import { parseArgs } from 'node:util';
import { StartupError } from '@reelhouse/config';
import { migrateDown } from './migrate-down.ts';
import { migrateUp } from './migrate-up.ts';
import type { Migration, MigrationOptions } from './migration-options.ts';
import { migrationStatus } from './migration-status.ts';
import { writeRoleUrls } from './write-role-urls.ts';

const usage = 'usage: npm run migrate -- status|up|down [subgraph [--to N]] [--role-urls DIRECTORY]';

interface MigrateArguments {
  readonly command: string | undefined;
  readonly subgraph: string | undefined;
  readonly to: number | undefined;
  readonly roleUrls: string | undefined;
}

/**
 * The migrate command: `status` prints how every migration stands, `up` applies what is pending, `down` undoes the newest
 * migration, or with `--to N` all after number N of the subgraph. With `--role-urls` each subgraph's role is written into the
 * directory: see `writeRoleUrls`.
 *
 * @param args the words after the command's name.
 * @param print takes each line of the output.
 * @throws {StartupError} with the usage line for arguments that it does not understand, and as the operations do.
 */
export async function runMigrateCommand(
  args: readonly string[],
  options: Omit<MigrationOptions, 'subgraphs'>,
  print: (line: string) => void,
): Promise<void> {
  const { command, subgraph, to, roleUrls } = readArguments(args);
  const selected = { ...options, ...(subgraph !== undefined && { subgraphs: [subgraph] }) };
  switch (command) {
    case 'status':
      if (to !== undefined) throw new StartupError(usage);
      printStatus(await migrationStatus(selected), print);
      return;
    case 'up':
      printMigrations('applied', await migrateUp({ ...selected, to }), print);
      if (roleUrls !== undefined) await writeRoleUrls(roleUrls, selected);
      return;
    case 'down':
      printMigrations('undone', await migrateDown({ ...options, subgraph, to }), print);
      return;
    default:
      throw new StartupError(usage);
  }
}

function readArguments(args: readonly string[]): MigrateArguments {
  const { values, positionals } = parse(args);
  const [command, subgraph, ...rest] = positionals;
  const { to, 'role-urls': roleUrls } = values;
  if (roleUrls !== undefined && command !== 'up') throw new StartupError(usage);
  if (rest.length > 0 || (to !== undefined && (!/^\d{1,4}$/.test(to) || subgraph === undefined))) {
    throw new StartupError(usage);
  }
  return { command, subgraph, to: to === undefined ? undefined : Number(to), roleUrls };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { to: { type: 'string' }, 'role-urls': { type: 'string' } },
    });
  } catch (cause) {
    throw new StartupError(usage, { cause });
  }
}

function printStatus(states: Awaited<ReturnType<typeof migrationStatus>>, print: (line: string) => void): void {
  const rows = states.map((migration) => [
    ...cells(migration),
    migration.state,
    migration.appliedAt?.toISOString() ?? '',
  ]);
  printTable(['subgraph', 'number', 'migration', 'state', 'applied at'], rows, print);
}

function printMigrations(done: string, migrations: readonly Migration[], print: (line: string) => void): void {
  if (migrations.length === 0) print(`nothing to do: 0 migrations ${done}`);
  else printTable(['subgraph', 'number', `migration ${done}`], migrations.map(cells), print);
}

function cells({ subgraph, version, name }: Migration): string[] {
  return [subgraph, String(version).padStart(4, '0'), name];
}

function printTable(head: readonly string[], rows: readonly string[][], print: (line: string) => void): void {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of [head, ...rows]) {
    print(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
}
