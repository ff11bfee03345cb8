import type { DeskWork } from './desk-work.ts';

/** One way to do both commands for a copy; each throws if it is refused. */
export interface DeskCommands {
  readonly checkOut: (work: DeskWork, key: string) => Promise<void>;
  readonly checkIn: (work: DeskWork, key: string) => Promise<void>;
}

/** What so many clients did in a while. */
export interface DeskRound {
  /** Check-outs and check-ins, each counted. */
  readonly commands: number;
  readonly seconds: number;
  /** Milliseconds a command. */
  readonly p50: number;
  readonly p99: number;
}

/**
 * Clients that each rent a copy and take it back, and go on with another one, until the time is over. When it returns
 * every copy is on the shelf again.
 *
 * @param work is shared: a client takes the first and puts it back at the end.
 * @param name makes the idempotency keys of this round like no others.
 */
export async function rentAndReturn(
  { checkOut, checkIn }: DeskCommands,
  { work, clients, seconds, name }: { work: DeskWork[]; clients: number; seconds: number; name: string },
): Promise<DeskRound> {
  const times: number[] = [];
  const started = performance.now();
  const end = started + seconds * 1000;
  const timed = async (command: Promise<void>, since: number): Promise<void> => {
    await command;
    times.push(performance.now() - since);
  };
  const client = async (): Promise<void> => {
    while (performance.now() < end) {
      const one = work.shift();
      if (!one) throw new Error('there are more clients than copies');
      const key = `${name}:${times.length}:${one.copyId}`;
      await timed(checkOut(one, `${key}:out`), performance.now());
      await timed(checkIn(one, `${key}:in`), performance.now());
      work.push(one);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const took = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  return { commands: times.length, seconds: took, p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
