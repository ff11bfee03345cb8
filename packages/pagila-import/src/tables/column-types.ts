import type { CopyValue } from '@reelhouse/sample-data';
import { isMoment, isDay } from './calendar-text.ts';

/** How values of a column are checked and staged. */
export interface ColumnType {
  /** The type of the staging column. */
  readonly sqlType: string;
  /**
   * The value that is staged for a text of the dump.
   *
   * @throws {InvalidValue} if the text is none.
   */
  readonly read: (text: string) => CopyValue;
}

/** A value breaks a rule. The message goes on from the column's name: `rating is not one of G, PG …`. */
export class InvalidValue extends Error {
  override readonly name = 'InvalidValue';
}

const largestInteger = 2_147_483_647;
const longestQuote = 40;

/** A value as a message shows it. */
const quote = (text: string): string =>
  JSON.stringify(text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text);

/** A whole number of a range. */
export function wholeNumber(min: number, max = largestInteger): ColumnType {
  return {
    sqlType: 'integer',
    read(text) {
      const value = /^-?\d{1,15}$/.test(text) ? Number(text) : NaN;
      if (Number.isNaN(value)) throw new InvalidValue(`is not a whole number: ${quote(text)}`);
      if (value < min) throw new InvalidValue(`is less than ${min}: ${value}`);
      if (value > max) throw new InvalidValue(`is more than ${max}: ${value}`);
      return value;
    },
  };
}

/** The id of a row. */
export const id = wholeNumber(1);

/** Text of at most so many characters; `Infinity` for any. */
export function text(max: number, { empty = false, padded = false } = {}): ColumnType {
  return {
    sqlType: 'text',
    read(given) {
      // PostgreSQL fills char(n) up with blanks.
      const value = padded ? given.trimEnd() : given;
      if (value === '' && !empty) throw new InvalidValue('is empty');
      // Code points are counted only where it matters: there are never more of them than of UTF-16 units.
      const length = value.length > max ? Array.from(value).length : value.length;
      if (length > max) throw new InvalidValue(`is ${length} characters long; the limit is ${max}`);
      if (value.includes('\0')) throw new InvalidValue('holds a character 0');
      return value;
    },
  };
}

/** An amount of dollars, staged in cents. */
export const dollars: ColumnType = {
  sqlType: 'integer',
  read(given) {
    const [, sign, whole, cents = ''] = /^(-?)(\d{1,12})(?:\.(\d{1,2})?0*)?$/.exec(given) ?? [];
    if (whole === undefined) throw new InvalidValue(`is not an amount with at most 2 decimals: ${quote(given)}`);
    const minor = Number(whole + cents.padEnd(2, '0'));
    if (sign === '-' && minor > 0) throw new InvalidValue(`is negative: ${given}`);
    if (minor > largestInteger) throw new InvalidValue(`is too large: ${given}`);
    return minor;
  },
};

/** A moment. One without a zone is read in the zone of the staging session. */
export const moment: ColumnType = {
  sqlType: 'timestamptz',
  read(given) {
    if (!isMoment(given)) throw new InvalidValue(`is not a time: ${quote(given)}`);
    return given;
  },
};

/** A day. Some dumps write a time behind it. */
export const day: ColumnType = {
  sqlType: 'date',
  read(given) {
    if (!isDay(given) && !isMoment(given)) throw new InvalidValue(`is not a day: ${quote(given)}`);
    return given.slice(0, 10);
  },
};

const flags: Readonly<Record<string, boolean>> = {
  t: true,
  true: true,
  y: true,
  yes: true,
  on: true,
  f: false,
  false: false,
  n: false,
  no: false,
  off: false,
};

/** A yes or no, also as the numbers 1 and 0. */
export const flag: ColumnType = {
  sqlType: 'boolean',
  read(given) {
    const value = flags[given.toLowerCase()] ?? (/^-?\d+$/.test(given) ? Number(given) !== 0 : undefined);
    if (value === undefined) throw new InvalidValue(`is neither true nor false: ${quote(given)}`);
    return value;
  },
};

/** One of a few words. */
export function oneOf(sqlType: string, words: readonly string[]): ColumnType {
  return {
    sqlType,
    read(given) {
      if (!words.includes(given)) throw new InvalidValue(`is not one of ${words.join(', ')}: ${quote(given)}`);
      return given;
    },
  };
}

const arrayElement = /(?:"((?:[^"\\]|\\.)*)"|([^",{}\\\s][^",{}\\]*))(?:,|$)/y;

/** Several of a few words: `{Trailers,"Deleted Scenes"}`, or with commas alone. */
export function someOf(sqlType: string, words: readonly string[]): ColumnType {
  return {
    sqlType: `${sqlType}[]`,
    read(given) {
      const list = given.startsWith('{') && given.endsWith('}') ? given.slice(1, -1) : given;
      const elements: string[] = [];
      for (arrayElement.lastIndex = 0; arrayElement.lastIndex < list.length;) {
        const [, quoted, bare] = arrayElement.exec(list) ?? [];
        const element = quoted?.replace(/\\(.)/g, '$1') ?? bare?.trim();
        if (element === undefined || !words.includes(element)) {
          throw new InvalidValue(`is not a list of ${words.join(', ')}: ${quote(given)}`);
        }
        elements.push(element);
      }
      return elements;
    },
  };
}

/** Bytes as PostgreSQL writes them: `\x89504e` or, formerly, `\211PNG`. */
export const bytes: ColumnType = {
  sqlType: 'bytea',
  read(given) {
    const valid = given.startsWith('\\x')
      ? /^\\x[0-9a-fA-F]*$/.test(given) && given.length % 2 === 0
      : !given.replace(/\\\\|\\[0-3][0-7]{2}/g, '').includes('\\');
    if (!valid) throw new InvalidValue('is not bytes in the form that PostgreSQL writes');
    return given;
  },
};
