import type { FetchNode } from '@apollo/query-planner';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { ErrorCode } from '@reelhouse/errors';
import type { ResponsePath } from './data-path.ts';
import { fieldsOf } from './fields-of.ts';

/** Tells the errors of one fetch at the places of the client's response. */
export class FetchErrors {
  readonly #operation: string;
  /** What the fetch calls a field that the client calls otherwise. */
  readonly #clientNames = new Map<string, string>();

  constructor({ operation, outputRewrites = [] }: FetchNode) {
    this.#operation = operation;
    for (const rewrite of outputRewrites) {
      const fetched = rewrite.path.at(-1);
      if (rewrite.kind === 'KeyRenamer' && fetched !== undefined) this.#clientNames.set(fetched, rewrite.renameKeyTo);
    }
  }

  /** @param places of the objects that what was fetched became part of. */
  ofRoot(errors: readonly GraphQLFormattedError[], places: readonly ResponsePath[]): GraphQLError[] {
    return errors.flatMap((error) => {
      const { path } = error;
      return path ? places.map((place) => this.#at(error, place, path)) : [this.#somewhere(error, places, false)];
    });
  }

  /**
   * An error of an entity is told at every place that its representation stands for.
   *
   * @param places under the index of each representation.
   */
  ofEntities(errors: readonly GraphQLFormattedError[], places: readonly (readonly ResponsePath[])[]): GraphQLError[] {
    return errors.flatMap((error) => {
      const [field, index, ...rest] = error.path ?? [];
      const own = field === '_entities' && typeof index === 'number' ? places[index] : undefined;
      return own ? own.map((place) => this.#at(error, place, rest)) : [this.#somewhere(error, places.flat(), true)];
    });
  }

  #at({ message, extensions = {} }: GraphQLFormattedError, place: ResponsePath, path: ResponsePath): GraphQLError {
    const below = path.map((key) => (typeof key === 'string' ? (this.#clientNames.get(key) ?? key) : key));
    return new GraphQLError(message, { path: [...place, ...below], extensions });
  }

  /** A subgraph that did not answer costs all that it was asked for: the place that all of this has in common is told. */
  #somewhere(error: GraphQLFormattedError, places: readonly ResponsePath[], isEntity: boolean): GraphQLError {
    const { message, extensions = {} } = error;
    if (extensions['code'] !== ('SUBGRAPH_UNAVAILABLE' satisfies ErrorCode)) {
      return new GraphQLError(message, { extensions });
    }
    const fields = fieldsOf(this.#operation, isEntity).map((name) => this.#clientNames.get(name) ?? name);
    const path = commonStart(places.flatMap((place) => fields.map((name) => [...place, name])));
    return new GraphQLError(message, { extensions, ...(path.length > 0 && { path }) });
  }
}

function commonStart(paths: readonly ResponsePath[]): ResponsePath {
  const [first = [], ...others] = paths;
  let length = first.length;
  for (const path of others) {
    while (length > 0 && first.slice(0, length).some((key, index) => key !== path[index])) length--;
  }
  return first.slice(0, length);
}
