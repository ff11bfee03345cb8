import type { LoadGenerator, SentBodies } from '../gateway/load-generator.ts';
import { takeTurns, type Figures, type Turns } from '../gateway/rounds.ts';
import type { RunningSetUp } from '../gateway/running-set-ups.ts';
import { requireSameAnswers } from '../gateway/same-answers.ts';
import { listByGet, listById, listByText, listFreeForm } from './edge-operations.ts';
import type { EdgeServers } from './edge-servers.ts';

/** The ways to be asked for the list operation. */
export type LaneId = 'bare' | 'single' | 'ungated' | 'hot' | 'hot-text' | 'generic' | 'free-form' | 'hot-get' | 'known';

const pages = 200;
const pageSize = 20;
const checkedPages = 10;

/** How many ways there are. */
export const laneCount = 9;

/**
 * Measures one list operation by its id on the hot lane, beside all other ways to be asked for it, and beside one schema.
 *
 * @throws {Error} if one answers otherwise than the others.
 */
export async function measureLanes(
  servers: EdgeServers,
  turns: Turns,
  generator: LoadGenerator,
  step: (label: string) => void,
): Promise<{ readonly lanes: readonly RunningSetUp<LaneId>[]; readonly figures: ReadonlyMap<LaneId, Figures> }> {
  const lanes = await startLanes(servers, generator);
  await checkAnswers(lanes, generator);
  const figures = await takeTurns(lanes, [], turns, generator, step);
  await Promise.all([...new Set(lanes.map(({ server }) => server))].map((server) => server.stop()));
  return { lanes, figures };
}

async function startLanes(servers: EdgeServers, generator: LoadGenerator): Promise<RunningSetUp<LaneId>[]> {
  const [bare, single, ungated, hot, generic] = await Promise.all([
    servers.bare('memory'),
    servers.single('memory'),
    servers.gateway('memory'),
    servers.gateway('memory', {}),
    servers.gateway('memory', { hotLane: false }),
  ]);
  const text: SentBodies = { bodies: listByText(pages, pageSize) };
  const byId: SentBodies = { bodies: listById(pages, pageSize) };
  const byGet: SentBodies = { bodies: listByGet(pages, pageSize), method: 'GET' };
  const tags = (await generator.ask({ url: hot.url, ...byGet })).map(({ etag }) => etag);
  const known: SentBodies = { ...byGet, known: tags, status: 304 };
  const lane = (id: LaneId, title: string, server: typeof hot, sent: SentBodies): RunningSetUp<LaneId> => {
    return { id, title, server, sent, subgraphs: [] };
  };
  return [
    lane('bare', 'single schema: bare node:http + jit', bare, text),
    lane('single', 'single schema: our executor and front', single, text),
    lane('hot', 'hot lane, by id', hot, byId),
    lane('hot-text', 'hot lane, by the registered text', hot, text),
    lane('hot-get', 'hot lane, by id, GET', hot, byGet),
    lane('known', 'hot lane, by id, GET, answered 304', hot, known),
    lane('generic', 'generic lane, by id', generic, byId),
    lane('free-form', 'free-form, not registered', hot, { bodies: listFreeForm(pages, pageSize) }),
    lane('ungated', 'gateway without an edge, by text', ungated, text),
  ];
}

async function checkAnswers(lanes: readonly RunningSetUp<LaneId>[], generator: LoadGenerator): Promise<void> {
  const [first] = lanes;
  if (!first) return;
  const answersOf = ({ server, sent = { bodies: [] } }: RunningSetUp<LaneId>) =>
    generator.ask({ ...sent, url: server.url, bodies: sent.bodies.slice(0, checkedPages) });
  const expected = await answersOf(first);
  for (const lane of lanes.slice(1)) {
    const answers = await answersOf(lane);
    if (lane.id === 'known') requireNothing(answers);
    else requireSameAnswers(lane.title, answers, expected);
  }
}

function requireNothing(answers: readonly { readonly status: number; readonly text: string }[]): void {
  const wrong = answers.find(({ status, text }) => status !== 304 || text !== '');
  if (wrong) throw new Error(`a page that is known is answered ${wrong.status} ${wrong.text.slice(0, 300)}`);
}
