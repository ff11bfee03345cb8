import { join } from 'node:path';
import { CompositionFailed } from './composition-failed.ts';
import type { Problem } from './problem.ts';
import { readdirIfPresent, readIfPresent } from './read-if-present.ts';
import type { SdlFile, SubgraphSdl } from './subgraph-sdl.ts';

/** The file of the types that several subgraphs use. It is added to the SDL of each. */
export const commonTypesPath = 'schema/shared.graphql';

/**
 * Reads the SDL of every folder in `subgraphs/`, in alphabetical order. The port of a subgraph's URL is
 * `"reelhouse": { "port": 4001 }` in its package.json.
 *
 * @param root the repository's root folder.
 * @throws {CompositionFailed} that names every missing or unusable file at once.
 */
export async function readSubgraphs(root: string): Promise<SubgraphSdl[]> {
  const problems: Problem[] = [];
  const commonTypes = await readSdl(root, commonTypesPath, problems);
  const subgraphs: SubgraphSdl[] = [];
  for (const name of await subgraphNames(root)) {
    const own = await readSdl(root, `subgraphs/${name}/schema.graphql`, problems);
    const port = await readPort(root, `subgraphs/${name}/package.json`, problems);
    if (own === undefined || commonTypes === undefined || port === undefined) continue;
    subgraphs.push({ name, url: `http://localhost:${port}/graphql`, files: [own, commonTypes] });
  }
  if (problems.length === 0 && subgraphs.length === 0)
    problems.push({ message: 'there is no subgraph: run this in the root folder of the repository' });
  if (problems.length > 0) throw new CompositionFailed(problems);
  return subgraphs;
}

async function subgraphNames(root: string): Promise<string[]> {
  return (await readdirIfPresent(join(root, 'subgraphs')))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

async function readSdl(root: string, path: string, problems: Problem[]): Promise<SdlFile | undefined> {
  const text = await readIfPresent(join(root, path));
  if (text === undefined) problems.push({ message: 'the file is missing', location: { path } });
  return text === undefined ? undefined : { path, text };
}

async function readPort(root: string, path: string, problems: Problem[]): Promise<number | undefined> {
  const port = portOf(await readIfPresent(join(root, path)));
  if (port === undefined) {
    problems.push({ message: 'expected the port of the subgraph: "reelhouse": { "port": 4001 }', location: { path } });
  }
  return port;
}

function portOf(packageJson: string | undefined): number | undefined {
  if (packageJson === undefined) return undefined;
  const { reelhouse } = JSON.parse(packageJson) as { reelhouse?: { port?: unknown } };
  const port = reelhouse?.port;
  return typeof port === 'number' && Number.isInteger(port) && port > 0 && port <= 65_535 ? port : undefined;
}
