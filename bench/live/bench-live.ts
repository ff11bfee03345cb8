import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { composeSupergraph } from '@reelhouse/composition';
import { stopSignal } from '@reelhouse/config';
import { buildGateway } from '../gateway/build-gateway.ts';
import { Children, type Child } from '../gateway/child-process.ts';
import { installPeers } from '../gateway/install-peers.ts';
import { limitedRun } from '../limited-run.ts';
import { createLiveGraph } from '../peers/live-graph.mjs';
import { isQuick } from '../quick-option.ts';
import { ListenerGroup, type OpenJob } from './listener-group.ts';
import { liveTable, type LiveFigures } from './live-report.ts';

/** One way to serve the subscription. */
interface LiveSetUp {
  readonly title: string;
  readonly program: string;
  readonly form: string;
  readonly transport: OpenJob['transport'];
  /** Where the events come from: a bus that the gateway listens to, or the subgraph. */
  readonly source: 'bus' | 'subgraph';
  /** Beyond this many it takes minutes. */
  readonly maxListeners: number;
}

const ours = 'bench/live/gateway.mjs';
const peers = 'bench/peers/live-gateway.mjs';
const setUps: readonly LiveSetUp[] = [
  {
    title: 'Reelhouse, events, WebSocket',
    program: ours,
    form: 'events',
    transport: 'ws',
    source: 'bus',
    maxListeners: 10_000,
  },
  {
    title: 'Reelhouse, events, SSE',
    program: ours,
    form: 'events',
    transport: 'sse',
    source: 'bus',
    maxListeners: 10_000,
  },
  {
    title: 'Reelhouse, passed on by the subgraph, SSE',
    program: ours,
    form: 'pass-through',
    transport: 'sse',
    source: 'subgraph',
    maxListeners: 10_000,
  },
  {
    title: 'graphql-tools federation + yoga, SSE',
    program: peers,
    form: 'stitching',
    transport: 'sse',
    source: 'subgraph',
    maxListeners: 1000,
  },
  {
    title: 'Hive Gateway, SSE',
    program: peers,
    form: 'hive',
    transport: 'sse',
    source: 'subgraph',
    maxListeners: 1000,
  },
];

const query = `subscription Returned { rentalReturned { eventId rental {
  id returnDate customer { firstName lastName } inventoryItem { film { title } store { name } } } } }`;

const limitMinutes = 15;
/** How long an event may take to all listeners. */
const deliverySeconds = 60;

/**
 * `npm run bench -- live [--quick]`: how long an event takes from where it happens to each of 1, 1000 and 10 000 listeners
 * of one subscription over four subgraphs, how many fetches it costs, and what an idle listener weighs; beside
 * graphql-tools' federation and Hive Gateway on the same subgraphs. Servers on one processor, listeners on another.
 */
export async function benchLive(): Promise<void> {
  const told = stopSignal();
  const quick = isQuick(process.argv.slice(3), 'live');
  const effort = quick ? { listeners: [1, 1000], events: 5 } : { listeners: [1, 1000, 10_000], events: 20 };
  await installPeers((line) => console.error(line));
  await buildGateway((line) => console.error(line));
  const folder = await mkdtemp(join(tmpdir(), 'reelhouse-bench-'));
  const steps = setUps.length * effort.listeners.length;
  const children = new Children();
  const figures: LiveFigures[] = [];
  const measureAll = async (step: (label: string) => void): Promise<void> => {
    for (const setUp of setUps) {
      for (const listeners of effort.listeners) {
        step(`${setUp.title}: ${listeners} listeners`);
        if (listeners > setUp.maxListeners) continue;
        figures.push(await measureOne({ setUp, listeners, events: effort.events, children, folder }));
      }
    }
  };
  await limitedRun({ steps, minutes: limitMinutes, told }, measureAll, async () => {
    await children.stop();
    await rm(folder, { recursive: true, force: true });
  });
  console.log(liveTable(figures));
  await writeFile('bench/live.json', `${JSON.stringify({ effort, figures }, null, 2)}\n`);
}

interface LiveRun {
  readonly setUp: LiveSetUp;
  readonly listeners: number;
  readonly events: number;
  readonly children: Children;
  readonly folder: string;
}

async function measureOne({ setUp, listeners, events, children, folder }: LiveRun): Promise<LiveFigures> {
  const { program, form, transport, source, title } = setUp;
  const subgraphs = await startSubgraphs(children);
  const urls = Object.fromEntries([...subgraphs].map(([name, { url }]) => [name, url]));
  const supergraph = join(folder, `${form}.graphql`);
  await writeFile(supergraph, supergraphAt(urls, source === 'bus'));
  const { child: gateway, said } = await children.start(program, { form, urls, supergraph }, 'servers');
  const emitter = source === 'bus' ? gateway : subgraphs.get('rental')?.child;
  if (!emitter) throw new Error('there is no rental subgraph');
  const group = await ListenerGroup.start(children);
  try {
    const { url } = said as { readonly url: string };
    let next = 0;
    const one = () => group.measure(() => emit(emitter, (next += 1)), deliverySeconds);
    // What is done once, such as planning and compiling, is done before.
    await group.open({ url, query, transport, count: 1 });
    if (source === 'subgraph') await settled(emitter);
    for (let event = 0; event < 5; event += 1) await one();
    await group.close();
    const before = await rss(gateway);
    await group.open({ url, query, transport, count: listeners });
    if (source === 'subgraph') await settled(emitter);
    const idle = await rss(gateway);
    for (let event = 0; event < 3; event += 1) await one();
    const fetchesBefore = await fetches(subgraphs);
    const milliseconds: number[] = [];
    for (let event = 0; event < events; event += 1) milliseconds.push(...(await one()));
    milliseconds.sort((a, b) => a - b);
    return {
      title,
      listeners,
      p50: at(milliseconds, 0.5),
      p99: at(milliseconds, 0.99),
      fetchesPerEvent: ((await fetches(subgraphs)) - fetchesBefore) / events,
      bytesPerListener: listeners >= 1000 ? (idle - before) / listeners : undefined,
    };
  } finally {
    await Promise.all([group.stop(), gateway.stop(), ...[...subgraphs.values()].map(({ child }) => child.stop())]);
  }
}

interface LiveSubgraph {
  readonly child: Child;
  readonly url: string;
}

async function startSubgraphs(children: Children): Promise<ReadonlyMap<string, LiveSubgraph>> {
  const names = Object.keys(createLiveGraph(noEvents, false));
  const started = names.map(async (form): Promise<[string, LiveSubgraph]> => {
    const { child, said } = await children.start('bench/peers/live-subgraph.mjs', { form }, 'servers');
    return [form, { child, url: (said as { readonly url: string }).url }];
  });
  return new Map(await Promise.all(started));
}

/** The supergraph schema, with these URLs of subgraphs. */
function supergraphAt(urls: Readonly<Record<string, string>>, fromBus: boolean): string {
  const subgraphs = Object.entries(createLiveGraph(noEvents, fromBus)).map(([name, { typeDefs }]) => ({
    name,
    url: urls[name] ?? '',
    files: [{ path: `${name}.graphql`, text: typeDefs }],
  }));
  return composeSupergraph(subgraphs, { unstated: 'everybody' }).supergraphSdl;
}

function noEvents(): never {
  throw new Error('nobody listens here');
}

async function emit(emitter: Child, number: number): Promise<bigint> {
  const returned = { eventId: `event-${number}`, rentalId: String((number % 1000) + 1) };
  const { at: moment } = (await emitter.ask({ emit: returned }, 30)) as { readonly at: string };
  return BigInt(moment);
}

/** Waits until no more streams are opened at a subgraph: a gateway answers its client before it has subscribed there. */
async function settled(subgraph: Child): Promise<void> {
  let before = 0;
  for (;;) {
    await pause(500);
    const { streams } = (await subgraph.ask('streams', 30)) as { readonly streams: number };
    if (streams > 0 && streams === before) return;
    before = streams;
  }
}

async function rss(child: Child): Promise<number> {
  return ((await child.ask('usage', 30)) as { readonly rssBytes: number }).rssBytes;
}

/** How often subgraphs were asked so far, not counting subscriptions. */
async function fetches(subgraphs: ReadonlyMap<string, LiveSubgraph>): Promise<number> {
  const counts = await Promise.all(
    [...subgraphs.values()].map(async ({ child }) => (await child.ask('fetches', 30)) as { readonly fetches: number }),
  );
  return counts.reduce((sum, { fetches: count }) => sum + count, 0);
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
