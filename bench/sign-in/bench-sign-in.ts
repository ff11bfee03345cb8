import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { openChains } from '../chain-at-scale.ts';
import { isQuick } from '../quick-option.ts';
import type { BareRound } from './bare-argon2.ts';
import { FreeProcess } from './free-process.ts';
import { HouseLoad } from './house-load.ts';
import { giveAccounts, untilNamesAreKnown } from './sign-in-accounts.ts';
import {
  signInTable,
  signInTargets,
  signInTargetTable,
  tokenCost,
  type SignInRound,
  type TokenRound,
} from './sign-in-report.ts';

interface Effort {
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
}

const whole: Effort = { rounds: 5, seconds: 4, warmUpSeconds: 3 };
/** Tells what is roughly so: nothing is hardly warm. */
const quick: Effort = { rounds: 3, seconds: 1.5, warmUpSeconds: 1.5 };

/** Clients that sign in at the same time: more than are hashed at once, and fewer than may wait. */
const signInClients = 16;
/** Clients that read the catalogue, and how long each looks at what it got. */
const readers = { clients: 2, restMilliseconds: 5 } as const;
/** Clients that send one request after another. */
const requesters = 8;
/** Tokens that are sent in rotation. */
const tokenCount = 50;

const catalogue = `query Catalogue {
  films(first: 10) { totalCount edges { node { title rating language { name } actors(first: 3) { edges { node { lastName } } } } } }
}`;
const film = 'query Film { film(id: "1") { title } }';

/**
 * `npm run bench -- sign-in [--quick]`: sign-ins through the whole house beside bare argon2 with the same parameters and as
 * many at once; what they cost somebody who reads the catalogue meanwhile; and what a token costs each request. The rounds
 * are interleaved, and no process is bound to a processor.
 */
export async function benchSignIn(): Promise<void> {
  const effort = isQuick(process.argv.slice(3), 'sign-in') ? quick : whole;
  const loadBefore = loadavg()[0];
  const chains = await openChains({ durable: true });
  const processes: FreeProcess[] = [];
  const start = async (program: string, config: object): Promise<{ child: FreeProcess; said: unknown }> => {
    const started = await FreeProcess.start(program, config);
    processes.push(started.child);
    return started;
  };
  try {
    const chain = await chains.create(1, 'sign_in');
    const { accounts, ...credential } = await giveAccounts(chain.sql);
    await chain.sql`vacuum analyze`;
    console.error(`made a database with ${accounts.length} accounts`);
    const bare = await start('bench/sign-in/bare-argon2.ts', credential);
    const house = await start('bench/rent/house.ts', chain.access);
    await untilNamesAreKnown(chain.sql, 'customer', accounts.length);
    const { url } = house.said as { readonly url: string };
    const load = new HouseLoad(url, { accounts, connections: signInClients + readers.clients });
    const rounds = await measureAll(effort, { bare: bare.child, house: house.child, load });
    await load.close();
    const { concurrency } = bare.said as { readonly concurrency: number };
    await report(effort, { rounds, concurrency, loadBefore });
  } finally {
    await Promise.all(processes.map((child) => child.stop()));
    await chains.stop();
  }
}

interface Measured {
  readonly bare: FreeProcess;
  readonly house: FreeProcess;
  readonly load: HouseLoad;
}

async function measureAll(effort: Effort, { bare, house, load }: Measured): Promise<SignInRound[]> {
  const tokens: string[] = [];
  for (let index = 0; index < tokenCount; index += 1) tokens.push(await load.signIn());
  const signIns = (seconds: number) => load.run(() => load.signIn(), { clients: signInClients, seconds });
  const reads = (seconds: number) => load.run(() => load.query(catalogue), { ...readers, seconds });
  const requests = async (seconds: number, tokenOf: () => string | undefined): Promise<TokenRound> => {
    const before = await house.cpuMicroseconds();
    const round = await load.run(() => load.query(film, tokenOf()), { clients: requesters, seconds });
    return { ...round, cpu: ((await house.cpuMicroseconds()) - before) / round.requests };
  };
  let next = 0;
  const round = async (seconds: number): Promise<SignInRound> => {
    const verified = (await bare.ask({ seconds }, seconds + 30)) as BareRound;
    const signedIn = await signIns(seconds);
    const quiet = await reads(seconds);
    const [busy] = await Promise.all([reads(seconds), signIns(seconds)]);
    return {
      bare: verified,
      signIns: signedIn,
      quiet,
      busy,
      anonymous: await requests(seconds, () => undefined),
      signedIn: await requests(seconds, () => tokens[next++ % tokens.length]),
    };
  };
  await round(effort.warmUpSeconds);
  console.error('warm');
  const rounds: SignInRound[] = [];
  for (let number = 1; number <= effort.rounds; number += 1) {
    rounds.push(await round(effort.seconds));
    console.error(`round ${number} of ${effort.rounds}`);
  }
  return rounds;
}

interface Results {
  readonly rounds: readonly SignInRound[];
  readonly concurrency: number;
  readonly loadBefore: number | undefined;
}

async function report(effort: Effort, { rounds, concurrency, loadBefore }: Results): Promise<void> {
  const targets = signInTargets(rounds);
  const cost = tokenCost(rounds);
  console.log(signInTable(rounds));
  console.log(signInTargetTable(targets));
  console.log(
    `A token: ${cost.rate.toFixed(2)} × the requests/s of those without, and ${cost.cpu.toFixed(0)} µs of CPU more a ` +
      `request; it was verified before.`,
  );
  console.log(
    `Medians of ${effort.rounds} rounds of ${effort.seconds} s each. ${signInClients} clients sign in; ${concurrency} ` +
      `password${concurrency === 1 ? ' is' : 's are'} hashed at once, argon2id with 19 MiB and 2 passes. ${readers.clients} clients ` +
      `read ten films with their languages and actors, and rest ${readers.restMilliseconds} ms in between. ` +
      `PostgreSQL waits for the disk at each commit.`,
  );
  const load = { before: loadBefore, after: loadavg()[0] };
  console.log(
    `Load average before ${load.before?.toFixed(1)}, after ${load.after?.toFixed(1)}, ${availableParallelism()} processors.`,
  );
  const machine = { node: process.version, processor: cpus()[0]?.model, processors: availableParallelism(), load };
  const result = { machine, effort, concurrency, rounds, targets, cost };
  await writeFile('bench/sign-in.json', `${JSON.stringify(result, null, 2)}\n`);
}
