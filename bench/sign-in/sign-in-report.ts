import Table from 'cli-table3';
import { median } from '../median.ts';
import type { BareRound } from './bare-argon2.ts';
import type { LoadRound } from './house-load.ts';

/** A round of requests, and what the house used for it. */
export interface TokenRound extends LoadRound {
  /** CPU of the house, in microseconds a request. */
  readonly cpu: number;
}

/** Everything that was measured once, in this order. */
export interface SignInRound {
  readonly bare: BareRound;
  readonly signIns: LoadRound;
  /** A catalogue query while nobody signs in, and while everybody does. */
  readonly quiet: LoadRound;
  readonly busy: LoadRound;
  /** The cheapest query without a token and with one. */
  readonly anonymous: TokenRound;
  readonly signedIn: TokenRound;
}

/** A figure that is aimed at, and what it came to. */
export interface SignInTarget {
  readonly name: string;
  readonly aim: string;
  readonly measured: number;
  readonly met: boolean;
}

const style = { head: [], border: [] };
const perSecond = ({ requests, seconds }: LoadRound): number => requests / seconds;

/** Ratios are taken round by round, so that a slow moment of the machine meets both of their sides. */
export function signInTargets(rounds: readonly SignInRound[]): SignInTarget[] {
  const share = median(rounds.map(({ bare, signIns }) => perSecond(signIns) / (bare.verified / bare.seconds)));
  const slower = median(rounds.map(({ quiet, busy }) => busy.p99 / quiet.p99));
  return [
    { name: 'sign-ins/s of bare argon2', aim: 'at least 0.9', measured: share, met: share >= 0.9 },
    { name: 'p99 of a catalogue query while all sign in', aim: 'at most 2 ×', measured: slower, met: slower <= 2 },
  ];
}

/** The medians of the rounds. */
export function signInTable(rounds: readonly SignInRound[]): string {
  const of = (figure: (round: SignInRound) => number): number => median(rounds.map(figure));
  const head = ['', 'per second', 'p50 ms', 'p99 ms', 'CPU µs'];
  const table = new Table({ head, colAligns: ['left', 'right', 'right', 'right', 'right'], style });
  table.push(['bare argon2', of(({ bare }) => bare.verified / bare.seconds).toFixed(1), '', '', '']);
  const line = (title: string, roundOf: (round: SignInRound) => LoadRound, cpu = '') =>
    table.push([
      title,
      of((round) => perSecond(roundOf(round))).toFixed(1),
      of((round) => roundOf(round).p50).toFixed(2),
      of((round) => roundOf(round).p99).toFixed(2),
      cpu,
    ]);
  line('sign-ins, over HTTP', ({ signIns }) => signIns);
  line('a catalogue query, nobody signs in', ({ quiet }) => quiet);
  line('a catalogue query, while all sign in', ({ busy }) => busy);
  const cpuOf = (roundOf: (round: SignInRound) => TokenRound) => of((round) => roundOf(round).cpu).toFixed(0);
  line(
    'one film, without a token',
    ({ anonymous }) => anonymous,
    cpuOf(({ anonymous }) => anonymous),
  );
  line(
    'one film, with a token',
    ({ signedIn }) => signedIn,
    cpuOf(({ signedIn }) => signedIn),
  );
  return table.toString();
}

/** What a token costs a request that is sent with one. */
export function tokenCost(rounds: readonly SignInRound[]): { readonly rate: number; readonly cpu: number } {
  return {
    rate: median(rounds.map(({ anonymous, signedIn }) => perSecond(signedIn) / perSecond(anonymous))),
    cpu: median(rounds.map(({ anonymous, signedIn }) => signedIn.cpu - anonymous.cpu)),
  };
}

/** The targets, and whether they are met. */
export function signInTargetTable(targets: readonly SignInTarget[]): string {
  const table = new Table({ head: ['target', 'aim', 'measured', ''], style });
  for (const { name, aim, measured, met } of targets) {
    table.push([name, aim, measured.toFixed(2), met ? 'met' : 'not met']);
  }
  return table.toString();
}
