import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { composeSupergraph } from '@reelhouse/composition';
import { createGraph, type Resolution } from '../peers/graph.mjs';
import type { Children } from './child-process.ts';
import type { SentBodies } from './load-generator.ts';
import { MeasuredServer } from './measured-server.ts';
import { setUps, subgraphPrograms, type SetUp, type SetUpId, type SubgraphServers } from './set-ups.ts';

/** A set-up that answers. */
export interface RunningSetUp<Id extends string = SetUpId> {
  readonly id: Id;
  readonly title: string;
  /** What it is asked, where that is not what all are. */
  readonly sent?: SentBodies;
  readonly server: MeasuredServer;
  /** The servers of its subgraphs, which it may share with other set-ups: one set-up is measured at a time. */
  readonly subgraphs: readonly MeasuredServer[];
}

/** What servers are started with. */
export interface StartOptions {
  readonly resolution: Resolution;
  readonly children: Children;
  /** For the files that servers are given. */
  readonly folder: string;
  /** Is called for each set-up that has been started. */
  readonly step: (label: string) => void;
}

type ServersByName = ReadonlyMap<string, MeasuredServer>;

/**
 * Starts every set-up, each in processes of its own. All of them run at the same time, so that their rounds can take
 * turns; a server that nobody asks costs nothing.
 */
export async function startSetUps(options: StartOptions): Promise<RunningSetUp[]> {
  const [lean, stock] = await Promise.all([startSubgraphs('lean', options), startSubgraphs('stock', options)]);
  const subgraphs: Readonly<Record<SubgraphServers, ServersByName>> = { none: new Map(), lean, stock };
  return Promise.all(
    setUps.map(async (setUp): Promise<RunningSetUp> => {
      const byName = subgraphs[setUp.subgraphs];
      const server = await startServer(setUp, byName, options);
      options.step(`started ${setUp.title}`);
      return { id: setUp.id, title: setUp.title, server, subgraphs: [...byName.values()] };
    }),
  );
}

/** Ends the servers of all set-ups. */
export async function stopSetUps(running: readonly RunningSetUp[]): Promise<void> {
  const servers = new Set(running.flatMap(({ server, subgraphs }) => [server, ...subgraphs]));
  await Promise.all([...servers].map((server) => server.stop()));
}

async function startSubgraphs(
  kind: keyof typeof subgraphPrograms,
  { resolution, children }: StartOptions,
): Promise<ServersByName> {
  const names = Object.keys(createGraph(resolution).subgraphs);
  const servers = await Promise.all(
    names.map(async (form): Promise<[string, MeasuredServer]> => {
      return [form, await MeasuredServer.start(children, subgraphPrograms[kind], { resolution, form })];
    }),
  );
  return new Map(servers);
}

async function startServer(
  { id, program, form, subgraphs }: SetUp,
  byName: ServersByName,
  { resolution, children, folder }: StartOptions,
): Promise<MeasuredServer> {
  const urls = Object.fromEntries([...byName].map(([name, { url }]) => [name, url]));
  const supergraph = join(folder, `${resolution}-${id}.graphql`);
  await writeFile(supergraph, supergraphAt(urls));
  return MeasuredServer.start(children, program, {
    resolution,
    supergraph,
    ...(form !== undefined && { form }),
    ...(subgraphs !== 'none' && { urls }),
  });
}

/** The supergraph schema, with these URLs of subgraphs. */
export function supergraphAt(urls: Readonly<Record<string, string>>): string {
  const subgraphs = Object.entries(createGraph('memory').subgraphs).map(([name, { typeDefs }]) => ({
    name,
    url: urls[name] ?? `http://${name}.invalid/graphql`,
    files: [{ path: `${name}.graphql`, text: typeDefs }],
  }));
  return composeSupergraph(subgraphs, { unstated: 'everybody' }).supergraphSdl;
}
