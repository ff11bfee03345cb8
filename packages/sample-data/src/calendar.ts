const millisecondsOfDay = 86_400_000;

/** The stretch of time that the rows are about. Days are numbered from 0, the first day of the history. */
export interface History {
  /** The first day's midnight, UTC, in milliseconds since 1970. */
  readonly start: number;
  /** The moment at which the rows end: a midnight, UTC. No row is later. */
  readonly end: number;
  /** How many days lie between them. */
  readonly days: number;
}

/** About 18 months, the length of every history. */
const historyDays = 548;

/** The history that ends with the beginning of the day `asOf` (in UTC). */
export function historyUntil(asOf: Date): History {
  const end = Math.floor(asOf.getTime() / millisecondsOfDay) * millisecondsOfDay;
  return { start: end - historyDays * millisecondsOfDay, end, days: historyDays };
}

/** The midnight, UTC, of a day, which may also lie before the history. */
export function midnight(history: History, day: number): number {
  return history.start + day * millisecondsOfDay;
}

/** The date of a moment in UTC, as PostgreSQL reads it: `2026-03-01`. */
export function dateText(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

/** Tells the moments of local times in one time zone, by the days of a history. */
export class LocalTime {
  readonly #history: History;
  readonly #format: Intl.DateTimeFormat;
  readonly #offsets: number[] = [];

  /** @param zone an IANA name such as `Europe/Dublin`. */
  constructor(zone: string, history: History) {
    this.#history = history;
    this.#format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset', year: 'numeric' });
  }

  /**
   * The moment of a local time, in milliseconds since 1970.
   *
   * The offset is that of the day's noon: clocks are put forward and back at night, when every store is closed.
   *
   * @param second seconds since the local midnight.
   */
  moment(day: number, second: number): number {
    return midnight(this.#history, day) + second * 1000 - (this.#offsets[day] ??= this.#offsetAtNoon(day));
  }

  #offsetAtNoon(day: number): number {
    const noon = midnight(this.#history, day) + millisecondsOfDay / 2;
    return this.#offset(noon - this.#offset(noon));
  }

  #offset(moment: number): number {
    const match = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(this.#format.format(moment));
    const [, sign, hours, minutes] = match ?? [];
    const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
    return sign === '-' ? -size : size;
  }
}
