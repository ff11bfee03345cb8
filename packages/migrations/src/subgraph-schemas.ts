import { readdir } from 'node:fs/promises';
import { StartupError } from '@reelhouse/config';

const schemaName = /^[a-z][a-z0-9_]*$/;
const reserved = /^(pg_.*|public|information_schema|extensions|migrations)$/;

/**
 * The subgraphs that have migrations: the folders of the migrations directory, in alphabetical order. A folder's name is
 * the subgraph's name, its PostgreSQL schema and the end of its role's name.
 *
 * @throws {StartupError} if the directory is not there, or a folder's name cannot be the name of a schema.
 */
export async function subgraphSchemas(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch((cause: unknown) => {
    throw new StartupError(`cannot read the migrations directory ${directory}`, { cause });
  });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const wrong = names.filter((name) => !schemaName.test(name) || reserved.test(name));
  if (wrong.length > 0) {
    const expected = 'expected small letters, digits and _, and none of PostgreSQL’s or the migrations’ own schemas';
    throw new StartupError(wrong.map((name) => `${directory}/${name}: no name for a schema: ${expected}`).join('\n'));
  }
  return names.sort();
}

/**
 * The subgraphs asked for, or all.
 *
 * @throws {StartupError} as `subgraphSchemas` does, and if one is asked for that has no folder.
 */
export async function selectSubgraphs(directory: string, asked?: readonly string[]): Promise<readonly string[]> {
  const known = await subgraphSchemas(directory);
  const unknown = asked?.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new StartupError(`${directory} has no subgraph "${unknown}"; it has ${known.join(', ') || 'none'}`);
  }
  return asked ? known.filter((name) => asked.includes(name)) : known;
}
