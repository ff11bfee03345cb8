import Table from 'cli-table3';
import { median } from '../median.ts';
import type { StatementCounts } from './desk-process.ts';
import type { DeskRound } from './rent-and-return.ts';

/** Who does the commands. */
export type DeskSide = 'bare' | 'domain' | 'gateway';

/** A round, and what its Node process used. */
export interface MeasuredRound extends DeskRound {
  /** Of the process that sends the statements, in microseconds a command. */
  readonly cpu: number;
}

/** Medians of rounds. */
export interface RentFigures {
  readonly commandsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpu: number;
  readonly rounds: readonly MeasuredRound[];
}

/** A figure that is aimed at, and what it came to. */
export interface RentTarget {
  readonly name: string;
  readonly aim: number;
  readonly measured: number;
  readonly met: boolean;
}

const titles: Readonly<Record<DeskSide, string>> = {
  bare: 'bare SQL transactions',
  domain: 'the domain layer',
  gateway: 'through the gateway, over HTTP',
};
const style = { head: [], border: [] };

/** The medians of the rounds of one side. */
export function mediansOf(rounds: readonly MeasuredRound[]): RentFigures {
  const of = (figure: keyof MeasuredRound) => median(rounds.map((round) => round[figure]));
  const perSecond = median(rounds.map(({ commands, seconds }) => commands / seconds));
  return { commandsPerSecond: perSecond, p50: of('p50'), p99: of('p99'), cpu: of('cpu'), rounds };
}

/** The ratio is taken round by round, so that a slow moment of the machine meets both of its sides. */
export function rentTargets(figures: Readonly<Record<DeskSide, RentFigures>>): RentTarget[] {
  const { bare, domain } = figures;
  const ratios = domain.rounds.map(({ commands, seconds }, index) => {
    const beside = bare.rounds[index];
    return beside ? commands / seconds / (beside.commands / beside.seconds) : Number.NaN;
  });
  return [
    atLeast('domain layer: commands/s of those of the bare transactions', 0.5, median(ratios)),
    atLeast('domain layer: commands/s', 500, domain.commandsPerSecond),
  ];
}

function atLeast(name: string, aim: number, measured: number): RentTarget {
  return { name, aim, measured, met: measured >= aim };
}

/** The figures, a side a line. */
export function rentTable(
  figures: Readonly<Record<DeskSide, RentFigures>>,
  statements: Readonly<Record<'bare' | 'domain', StatementCounts>>,
): string {
  const head = ['', 'commands/s', 'pairs/s', 'of bare', 'p50 ms', 'p99 ms', 'Node µs', 'statements out + in'];
  const colAligns = head.map((_, index) => (index === 0 ? 'left' : 'right'));
  const table = new Table({ head, colAligns: [...colAligns], style });
  for (const side of ['bare', 'domain', 'gateway'] as const) {
    const { commandsPerSecond, p50, p99, cpu } = figures[side];
    const counts = side === 'gateway' ? undefined : statements[side];
    table.push([
      titles[side],
      commandsPerSecond.toFixed(0),
      (commandsPerSecond / 2).toFixed(0),
      (commandsPerSecond / figures.bare.commandsPerSecond).toFixed(2),
      p50.toFixed(1),
      p99.toFixed(1),
      cpu.toFixed(0),
      counts ? `${counts.checkOut} + ${counts.checkIn}` : '',
    ]);
  }
  return table.toString();
}

/** The targets, and whether they are met. */
export function rentTargetTable(targets: readonly RentTarget[]): string {
  const table = new Table({ head: ['target', 'at least', 'measured', ''], style });
  for (const { name, aim, measured, met } of targets) {
    table.push([name, String(aim), measured.toFixed(aim < 10 ? 2 : 0), met ? 'met' : 'not met']);
  }
  return table.toString();
}
