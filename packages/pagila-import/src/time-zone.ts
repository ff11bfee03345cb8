import { ImportRefused } from './import-refused.ts';

/**
 * A time zone as it is known here and in PostgreSQL. Offsets such as `+01:00` are none: PostgreSQL takes them to be west
 * of Greenwich, others east.
 *
 * @throws {ImportRefused} if there is no such zone.
 */
export function knownTimeZone(name: string): string {
  try {
    if (/^[A-Za-z]/.test(name)) return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw new ImportRefused(`there is no time zone ${JSON.stringify(name)}; expected one such as Europe/Berlin or UTC`);
}
