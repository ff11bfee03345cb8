import { badUserInput } from '@reelhouse/errors';
import { decodeCursor } from './cursor.ts';

/** The arguments of a connection field, as Relay defines them. */
export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** An order of a list: the field to sort by and the direction, which the tie-breaking id follows. */
export interface SortOrder<Field extends string = string> {
  readonly field: Field;
  readonly descending: boolean;
}

/** A page that somebody asked for, with everything checked that can be checked without the database. */
export interface PageRequest<Field extends string = string> {
  readonly order: SortOrder<Field>;
  /** How many entries at most, 0 to 100. */
  readonly limit: number;
  /** Whether the page is the last one before its cursor (`last`/`before`) rather than the first one after it. */
  readonly backward: boolean;
  /** The cursor as its argument and its sort values. */
  readonly cursor?: { readonly argument: 'after' | 'before'; readonly keys: readonly string[] };
}

/** DESIGN: the default page is 20 and a page has at most 100 entries. */
const defaultPage = 20;
const largestPage = 100;

/** The name of an order inside a cursor. */
export function orderName(order: SortOrder): string {
  return order.descending ? `-${order.field}` : order.field;
}

/**
 * Checks the arguments of a connection field.
 *
 * @throws `BAD_USER_INPUT` that names the argument: a page size out of range, a cursor of another list or of another
 *   order, or `first` and `last` (or their cursors) at once.
 */
export function pageRequest<Field extends string>(page: PageArguments, order: SortOrder<Field>): PageRequest<Field> {
  const backward = page.last != null || (page.first == null && page.before != null);
  if (backward && page.first != null) throw badUserInput('last', 'cannot be combined with "first"');
  if (backward && page.after != null) throw badUserInput('after', 'cannot be combined with "last" or "before"');
  if (!backward && page.before != null) throw badUserInput('before', 'cannot be combined with "first"');

  const size = backward ? 'last' : 'first';
  const limit = page[size] ?? defaultPage;
  if (limit < 0 || limit > largestPage) throw badUserInput(size, `must be from 0 to ${largestPage}`);

  const argument = backward ? 'before' : 'after';
  const text = page[argument];
  if (text == null) return { order, limit, backward };
  const keys = decodeCursor(text, orderName(order));
  if (!keys) throw notACursor(argument);
  return { order, limit, backward, cursor: { argument, keys } };
}

/** The refusal of a cursor that is not one of this list. */
export function notACursor(argument: 'after' | 'before'): Error {
  return badUserInput(argument, 'must be a cursor that this list gave in the same order');
}
