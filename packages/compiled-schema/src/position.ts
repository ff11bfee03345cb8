import type { GraphQLResolveInfo } from 'graphql';

/** A place in the response: also the `path` that resolvers are told. */
export class Position {
  readonly prev: Position | undefined;
  readonly key: string | number;
  /** Of the object that has the field; undefined for an item of a list. */
  readonly typename: string | undefined;
  /** Whether null may stand here: what must not be null makes the nearest such place above it null. */
  readonly nullable: boolean;

  constructor(prev: Position | undefined, key: string | number, typename: string | undefined, nullable: boolean) {
    this.prev = prev;
    this.key = key;
    this.typename = typename;
    this.nullable = nullable;
  }
}

/** Held to the type of graphql-js, which resolvers see. */
Position satisfies new (...args: never[]) => GraphQLResolveInfo['path'];

/** The keys that lead to a place from the root of the response. */
export function keysTo(position: Position | undefined): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at = position; at; at = at.prev) keys.push(at.key);
  return keys.reverse();
}
