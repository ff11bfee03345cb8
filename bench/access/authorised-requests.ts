import type { Child } from '../gateway/child-process.ts';
import type { LoadGenerator } from '../gateway/load-generator.ts';
import { requireSameAnswers } from '../gateway/same-answers.ts';
import type { Person } from '../identities.ts';
import type { Comparison } from './access-report.ts';
import { measureCold, stepsOfCold } from './cold-documents.ts';
import type { HouseUrls } from './house.ts';
import {
  cursorsOf,
  distinctLists,
  ownRentals,
  rentalList,
  subgraphList,
  type OperationBody,
} from './rental-operations.ts';
import { sentBy, stepsOf, takeTurns, type WarmFigures, type WarmSide, type WarmTurns } from './warm-requests.ts';

/** How much dearer a request may be because the schema says who may see what. */
const target = 1.05;

const warmUpDocuments = 20;

/** What is measured, and how long. */
export interface RequestsOptions {
  readonly urls: HouseUrls;
  /** The process that all of them are in. */
  readonly server: Child;
  readonly generator: LoadGenerator;
  readonly step: (label: string) => void;
  readonly warm: WarmTurns;
  /** How many documents that nobody has seen before. */
  readonly documents: number;
}

/**
 * What authorisation costs a request through the gateway: nothing denied, a part denied, and a document that was not seen
 * before.
 *
 * @throws {Error} if two that are compared do not answer the same.
 */
export async function measureRequests(options: RequestsOptions): Promise<Comparison[]> {
  const { urls, server, generator, step, warm, documents } = options;
  const side = (title: string, url: string, person: Person, bodies: readonly OperationBody[]): WarmSide => {
    return { title, url, server, headers: sentBy(person), bodies };
  };
  const starts = await cursors(urls.open, generator);
  const pages = rentalList(starts);
  const fetched = subgraphList(starts);
  const guarded = side('a manager, with authorisation', urls.guarded, 'manager', pages);
  const open = side('a manager, without', urls.open, 'manager', pages);
  const openAgain = side('a manager, without, again', urls.openAgain, 'manager', pages);
  const denied = side('a customer, two fields denied', urls.guarded, 'customer', ownRentals('denied'));
  const allowed = side('a customer, all of it allowed', urls.guarded, 'customer', ownRentals('allowed'));
  const plain = side('a customer, without', urls.open, 'customer', ownRentals('allowed'));
  const subgraph = side('the subgraph, with its own enforcement', urls.subgraph, 'manager', fetched);
  const openSubgraph = side('the subgraph, without', urls.openSubgraph, 'manager', fetched);
  const alike = [
    [guarded, open, openAgain],
    [allowed, plain],
    [subgraph, openSubgraph],
  ];
  await expectComparable(alike, denied, generator);

  const bodies = distinctLists(warmUpDocuments + documents);
  const unseen = { warmUp: bodies.slice(0, warmUpDocuments), bodies: bodies.slice(warmUpDocuments) };
  const sides = [guarded, open, openAgain, denied, allowed, plain, subgraph, openSubgraph];
  const taken = await takeTurns(sides, warm, generator, step);
  const [byManager, openly, openlyAgain, filtered, inFull, unguarded, enforced, unenforced] = taken;
  const cold = await measureCold([guarded, open, openAgain], unseen, generator, step);
  const [firstGuarded = [], firstOpen = [], firstAgain = []] = cold;
  return [
    ...warmly('the list as a manager: with authorisation', byManager, openly, target),
    ...warmly('the list as a manager: without, a second time (chance)', openlyAgain, openly),
    ...warmly('own rentals as a customer, all allowed: with authorisation', inFull, unguarded),
    ...warmly('own rentals as a customer: two fields denied, beside what is allowed', filtered, inFull),
    ...warmly('the subgraph over HTTP: with its own enforcement', enforced, unenforced),
    { name: 'a document not seen before: with authorisation', unit: 'ms', measured: firstGuarded, beside: firstOpen },
    { name: 'the same without, a second time (chance)', unit: 'ms', measured: firstAgain, beside: firstOpen },
  ];
}

/** How often `measureRequests` calls `step`. */
export function stepsOfRequests({ warm, documents }: Pick<RequestsOptions, 'warm' | 'documents'>): number {
  return stepsOf(warm, 8) + stepsOfCold(documents);
}

const none: WarmFigures = { cpu: [], requestsPerSecond: [] };

function warmly(name: string, measured = none, beside = none, aim?: number): Comparison[] {
  const aimed = aim === undefined ? {} : { aim };
  return [
    { name, unit: 'µs of CPU', measured: measured.cpu, beside: beside.cpu, ...aimed },
    { name, unit: 'requests/s', measured: measured.requestsPerSecond, beside: beside.requestsPerSecond, ...aimed },
  ];
}

interface Rentals {
  readonly data?: { readonly rentals: { readonly edges: readonly { readonly cursor: string }[] } | null } | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

/** Where the first pages of the manager's list begin: clients do not all look at the same one. */
async function cursors(url: string, generator: LoadGenerator): Promise<(string | undefined)[]> {
  const answers = await generator.ask({ url, headers: sentBy('manager'), bodies: [cursorsOf(100)] });
  const [first] = parsed(answers);
  const edges = first?.data?.rentals?.edges ?? [];
  if (edges.length < 100) throw new Error(`the manager has ${edges.length} rentals: ${answers[0]?.text ?? ''}`);
  return [undefined, ...edges.map(({ cursor }) => cursor)];
}

/** What is compared by its speed must answer the same, and what is to be denied must be. */
async function expectComparable(
  alike: readonly (readonly WarmSide[])[],
  denied: WarmSide,
  generator: LoadGenerator,
): Promise<void> {
  for (const [first, ...others] of alike) {
    if (!first) continue;
    const expected = await generator.ask(first);
    const faulty = parsed(expected).find(({ errors, data }) => errors !== undefined || !data?.rentals?.edges.length);
    if (faulty) throw new Error(`${first.title} is not answered: ${JSON.stringify(faulty).slice(0, 500)}`);
    for (const other of others) requireSameAnswers(other.title, await generator.ask(other), expected);
  }
  const [answer] = parsed(await generator.ask(denied));
  const codes = new Set(answer?.errors?.map(({ extensions }) => extensions?.code));
  const rows = answer?.data?.rentals?.edges.length ?? 0;
  if (rows === 0 || codes.size !== 1 || !codes.has('UNAUTHORIZED_FIELD_OR_TYPE')) {
    throw new Error(`${denied.title}: ${rows} rentals, ${[...codes].join(' ')}`);
  }
}

function parsed(answers: readonly { readonly text: string }[]): Rentals[] {
  return answers.map(({ text }) => JSON.parse(text) as Rentals);
}
