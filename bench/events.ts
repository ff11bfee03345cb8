import { writeFile } from 'node:fs/promises';
import { systemClock as clock } from '@reelhouse/clock';
import { connect, type Sql } from '@reelhouse/database';
import {
  consume,
  defineEvent,
  on,
  openInProcessBus,
  openNatsBus,
  recordEvents,
  startRelay,
  type EventBus,
} from '@reelhouse/events';
import { createLogger } from '@reelhouse/logging';
import { isInstalled, startNats, type TestNats } from '@reelhouse/test-servers';
import Table from 'cli-table3';
import { openChains, type Chain } from './chain-at-scale.ts';

/** How many events are recorded, published and handled for the rates. */
const events = 20_000;

/** How many transactions are timed, by so many clients at once, each with one event. */
const rounds = [
  { clients: 1, transactions: 1000 },
  { clients: 16, transactions: 4000 },
];

const log = createLogger({ name: 'bench', level: 'silent' });

const measured = defineEvent<{ n: number }>({
  subject: 'rental.rental.measured',
  version: 1,
  aggregate: 'rental',
  description: 'something was measured',
  payload: { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] },
});

/** What was found on one bus: events a second, and milliseconds from commit to commit. */
interface Measurement {
  readonly bus: string;
  readonly perSecond: { readonly recorded: number; readonly published: number; readonly handled: number };
  readonly latency: readonly {
    readonly clients: number;
    readonly perSecond: number;
    readonly p50: number;
    readonly p99: number;
  }[];
}

/**
 * `npm run bench -- events`: how many events a second are published and handled, and how long it takes from the commit of
 * a command to the commit of its effect in another subgraph. Recording the same events is the limit beside it.
 */
export async function benchEvents(): Promise<void> {
  const chains = await openChains();
  const nats = isInstalled('nats-server') ? await startNats() : undefined;
  try {
    const chain = await chains.create(1);
    const results: Measurement[] = [];
    results.push(await measure('in-process', chain, (rental) => openInProcessBus({ owners: { rental }, clock })));
    if (nats) results.push(await measure('NATS', chain, () => natsBus(nats)));
    else console.error('nats-server is not installed: that bus is left out');
    report(results);
    await writeFile('bench/events.json', `${JSON.stringify({ events, rounds, results }, null, 2)}\n`);
  } finally {
    await nats?.dispose();
    await chains.stop();
  }
}

function natsBus({ url }: TestNats): EventBus {
  return openNatsBus({ url, prefix: 'bench', log });
}

async function measure(name: string, chain: Chain, open: (rental: Sql) => EventBus): Promise<Measurement> {
  await chain.sql.unsafe(`
    truncate rental.outbox, film.inbox, film.consumer_position;
    create table if not exists film.measured (n integer not null);
    grant all on film.measured to public;
  `);
  const rental = connect(chain.urlOf('rental'), { name: 'bench-rental', connections: 20 });
  const film = connect(chain.urlOf('film'), { name: 'bench-film' });
  const bus = open(rental);
  try {
    const perSecond = await measureRates(bus, rental, film);
    console.error(`measured the rates of ${name}`);
    const latency = await measureLatency(bus, rental, film, chain.sql);
    return { bus: name, perSecond, latency };
  } finally {
    await bus.close();
    await Promise.all([rental.end(), film.end()]);
  }
}

/** One after the other: all are recorded, then published, then handled. */
async function measureRates(bus: EventBus, rental: Sql, film: Sql): Promise<Measurement['perSecond']> {
  const recorded = await rateOf(async () => {
    for (let n = 0; n < events; n += 1000) {
      await rental.begin((tx) => recordEvents(tx, measured, occurrences(n, 1000)));
    }
  });
  const published = await rateOf(async () => {
    const all = counter(events);
    const relay = startRelay({ bus: countAppended(bus, all.count), owner: 'rental', sql: rental, clock, log });
    await all.reached;
    await relay.close();
  });
  const handled = await rateOf(async () => {
    const all = counter(events);
    const handler = on(measured, async (tx, { payload }) => {
      await tx`insert into measured (n) values (${payload.n})`;
      all.count(1);
    });
    const consumer = consume({ bus, sql: film, consumer: 'bench-rates', handlers: [handler], clock, log });
    await all.reached;
    await consumer.close();
  });
  return { recorded, published, handled };
}

/** Each client commits a command, and the next one when it sees the effect of the last one. */
async function measureLatency(bus: EventBus, rental: Sql, film: Sql, owner: Sql): Promise<Measurement['latency']> {
  const seen = new Map<number, () => void>();
  const listening = await owner.listen('measured', (n) => seen.get(Number(n))?.());
  const handler = on(measured, async (tx, { payload }) => {
    await tx`insert into measured (n) values (${payload.n})`;
    await tx`select pg_notify('measured', ${String(payload.n)})`;
  });
  const relay = startRelay({ bus, owner: 'rental', sql: rental, clock, log });
  const consumer = consume({ bus, sql: film, consumer: 'bench-latency', handlers: [handler], clock, log });
  let next = events;

  async function command(): Promise<number> {
    const n = (next += 1);
    const effect = new Promise<void>((resolve) => seen.set(n, resolve));
    await rental.begin((tx) => recordEvents(tx, measured, occurrences(n, 1)));
    const committed = performance.now();
    await effect;
    seen.delete(n);
    return performance.now() - committed;
  }

  const results = [];
  // The new consumer handles what was there before, first.
  await command();
  for (const { clients, transactions } of rounds) {
    const times: number[] = [];
    const perSecond = await rateOf(async () => {
      const client = async (): Promise<void> => {
        for (let n = 0; n < transactions / clients; n += 1) times.push(await command());
      };
      await Promise.all(Array.from({ length: clients }, client));
    }, transactions);
    times.sort((a, b) => a - b);
    results.push({ clients, perSecond, p50: quantile(times, 0.5), p99: quantile(times, 0.99) });
    console.error(`measured ${clients} clients`);
  }
  await Promise.all([relay.close(), consumer.close(), listening.unlisten()]);
  return results;
}

function occurrences(first: number, count: number) {
  const occurredAt = clock.now();
  return Array.from({ length: count }, (_, place) => ({
    aggregateId: (first + place) % 1000,
    occurredAt,
    payload: { n: first + place },
  }));
}

/** How many a second. */
async function rateOf(work: () => Promise<void>, count = events): Promise<number> {
  const started = performance.now();
  await work();
  return Math.round((1000 * count) / (performance.now() - started));
}

function counter(goal: number): { count: (more: number) => void; readonly reached: Promise<void> } {
  let total = 0;
  let reach: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const count = (more: number): void => {
    total += more;
    if (total >= goal) reach();
  };
  return { count, reached };
}

function countAppended(bus: EventBus, count: (more: number) => void): EventBus {
  return {
    ...bus,
    async append(owner, messages) {
      const places = await bus.append(owner, messages);
      count(places.length);
      return places;
    },
  };
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function report(results: readonly Measurement[]): void {
  const head = ['bus', 'recorded/s', 'published/s', 'handled/s'];
  for (const { clients } of rounds) head.push(`${clients}: events/s`, 'p50 ms', 'p99 ms');
  const table = new Table({ head, style: { head: [], border: [] } });
  for (const { bus, perSecond, latency } of results) {
    const times = latency.flatMap(({ perSecond: rate, p50, p99 }) => [rate, p50.toFixed(1), p99.toFixed(1)]);
    table.push([bus, perSecond.recorded, perSecond.published, perSecond.handled, ...times]);
  }
  console.log(table.toString());
  console.log('ms: from the commit of a command to the commit of its effect, with so many clients at once.');
}
