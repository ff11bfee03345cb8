import { connect } from '@reelhouse/database';
import { bareCommands } from './bare-commands.ts';
import type { DeskWork } from './desk-work.ts';
import { domainCommands } from './domain-commands.ts';
import { rentAndReturn } from './rent-and-return.ts';

/** The process that calls the domain, or sends the bare statements: a round whenever its parent asks for one. */
export interface DeskConfig {
  /** As the role of `rental`. */
  readonly url: string;
  /** As many as a subgraph has. */
  readonly connections: number;
}

/** What a round is to be. */
export interface DeskJob {
  readonly by: 'bare' | 'domain';
  readonly work: DeskWork[];
  readonly clients: number;
  readonly seconds: number;
  readonly name: string;
}

/** Messages and their answers. A count is of the statements of one check-out and one check-in, with `begin` and `commit`. */
type Message = { readonly round: DeskJob } | { readonly count: DeskJob } | 'usage';

const { url, connections } = JSON.parse(process.argv[2] ?? '') as DeskConfig;
const sql = connect(url, { name: 'bench-desk', connections });

/** A relay that is awake holds this lock. Without it every commit would wait for others, to wake the relay. */
const relay = connect(url, { name: 'bench-relay', connections: 1 });
await relay`select pg_advisory_lock(hashtextextended('rental relay awake', 0))`;

process.on('message', (message: Message) => {
  if (message === 'usage') return;
  const answer = 'round' in message ? round(message.round) : count(message.count);
  void answer.then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ failure: String(error) }),
  );
});
process.send?.({ ready: true });

const commandsBy = { bare: bareCommands, domain: domainCommands };

function round({ by, work, ...options }: DeskJob) {
  return rentAndReturn(commandsBy[by](sql, work), { work, ...options });
}

async function count({ by, work, name }: DeskJob): Promise<{ checkOut: number; checkIn: number }> {
  let sent = 0;
  const counted = connect(url, { name: 'bench-count', connections: 1, onStatement: () => (sent += 1) });
  const { checkOut, checkIn } = commandsBy[by](counted, work);
  const [one] = work;
  if (!one) throw new Error('there is no copy');
  await counted`select 1`;
  sent = 0;
  await checkOut(one, `${name}:out`);
  const ofCheckOut = sent;
  await checkIn(one, `${name}:in`);
  await counted.end();
  return { checkOut: ofCheckOut, checkIn: sent - ofCheckOut };
}
