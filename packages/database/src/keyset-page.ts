import { encodeCursor, orderName, type PageRequest } from '@reelhouse/connections';
import type { SortKey } from './keyset-definition.ts';
import type { KeysetEntry } from './keyset-statements.ts';

/** A page that has been read, its rows still by id. */
export interface KeysetPage {
  readonly entries: readonly { readonly id: number; readonly cursor: string }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/**
 * Makes a page of what was read for it: more entries than asked for if there are any, in the direction of reading.
 *
 * That there is a page on the side of the cursor is taken from the cursor: it was given out with an entry there.
 */
export function toKeysetPage(read: readonly KeysetEntry[], request: PageRequest): KeysetPage {
  const order = orderName(request.order);
  const entries = read.slice(0, request.limit).map(({ id, keys }) => ({ id, cursor: encodeCursor(order, keys) }));
  const more = read.length > request.limit;
  const came = request.cursor !== undefined;
  return request.backward
    ? { entries: entries.reverse(), hasNextPage: came, hasPreviousPage: more }
    : { entries, hasNextPage: more, hasPreviousPage: came };
}

/** Whether the texts of a cursor are values of the keys, so that PostgreSQL can read each of them. */
export function fitKeys(texts: readonly string[], keys: readonly SortKey[]): boolean {
  return texts.length === keys.length && keys.every(({ type }, index) => readable[type](texts[index] ?? ''));
}

const readable: Readonly<Record<SortKey['type'], (text: string) => boolean>> = {
  integer: (text) => /^-?\d{1,10}$/.test(text) && Math.abs(Number(text)) <= 2_147_483_647,
  text: () => true,
  date: isDay,
  timestamptz: (text) => {
    if (text === 'infinity') return true;
    const [, day, time] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d{1,6})?\+00$/.exec(text) ?? [];
    return day !== undefined && isDay(day) && !Number.isNaN(Date.parse(`1970-01-01T${time}Z`));
  },
};

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const midnight = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}
