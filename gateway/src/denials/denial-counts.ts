import type { DenialCount, DeniedOperation } from './denial.ts';

/** What denials are counted under where there are too many to tell them apart. */
const other = 'other';

/** The largest Int of GraphQL. */
const maxCount = 2 ** 31 - 1;

/** Counts denials by minute, and by who was denied what in which operation: so many of these, and all others together. */
export class DenialCounts {
  readonly #max: number;
  readonly #counts = new Map<string, DenialCount>();

  /** @param max how many are told apart. */
  constructor(max: number) {
    this.#max = max;
  }

  get isEmpty(): boolean {
    return this.#counts.size === 0;
  }

  /** An operation was denied something. */
  add({ identity, clientAddress, operationName, coordinates }: DeniedOperation, now: Date): void {
    const about = {
      subject: textOf(identity?.subject, 256),
      clientAddress: textOf(clientAddress, 100),
      operationName: textOf(operationName, 200),
      minute: new Date(Math.floor(now.getTime() / 60_000) * 60_000).toISOString(),
    };
    for (const coordinate of coordinates) this.count({ ...about, coordinate: coordinate.slice(0, 200), count: 1 });
  }

  /** Adds what was counted. */
  count(denial: DenialCount): void {
    const { subject, clientAddress, coordinate, operationName, minute } = denial;
    const key = JSON.stringify([minute, coordinate, subject, clientAddress, operationName]);
    const known = this.#counts.get(key);
    if (known) this.#counts.set(key, sumOf(known, denial));
    else if (coordinate !== other && this.#counts.size < this.#max) this.#counts.set(key, denial);
    else this.#countOther(denial);
  }

  /** Gives what was counted, and begins anew. */
  take(): readonly DenialCount[] {
    const counts = [...this.#counts.values()];
    this.#counts.clear();
    return counts;
  }

  #countOther({ count, minute }: DenialCount): void {
    const denial = { subject: null, clientAddress: null, coordinate: other, operationName: null, count, minute };
    const known = this.#counts.get(other);
    this.#counts.set(other, known ? sumOf(known, denial) : denial);
  }
}

function sumOf(one: DenialCount, more: DenialCount): DenialCount {
  const minute = one.minute < more.minute ? one.minute : more.minute;
  return { ...one, minute, count: Math.min(one.count + more.count, maxCount) };
}

/** Whatever somebody calls themselves must not be what the rest cannot be recorded for. */
function textOf(text: string | undefined, length: number): string | null {
  return text?.replaceAll(/\p{Cc}/gu, '\u{fffd}').slice(0, length) || null;
}
