import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isCompositeType,
  isListType,
  Kind,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { ErrorCode } from '@reelhouse/errors';
import { fieldDefinition } from './field-definition.ts';
import { isAlwaysSkipped } from './static-conditions.ts';
import { responseName, type Verdict } from './verdict.ts';

/** How many denials an answer names; a document can be made to have any number. */
const maxErrors = 100;
const code: ErrorCode = 'UNAUTHORIZED_FIELD_OR_TYPE';

/** The error of what is denied: it says what, where and nothing else. */
export function unauthorized(path?: readonly string[]): GraphQLError {
  return new GraphQLError('Unauthorized field or type', { ...(path && { path: [...path] }), extensions: { code } });
}

/**
 * What is denied, as Apollo Router tells it: by response names, with `@` for all items of a list and `... on Type` for a
 * fragment on another type. It is said once for the operation, not for each object.
 */
export function denialErrors(schema: GraphQLSchema, verdict: Verdict): readonly GraphQLError[] {
  const { operation } = verdict.access;
  const paths = new Map<string, readonly string[]>();
  const deny = (path: readonly string[]): void => void paths.set(path.join('/'), path);
  const root = schema.getRootType(operation.operation);
  if (!root || verdict.denies(operation)) deny([]);
  else new Denials(schema, verdict, deny, () => paths.size >= maxErrors).read(operation.selectionSet, root, []);
  return [...paths.values()].map(unauthorized);
}

class Denials {
  readonly #schema: GraphQLSchema;
  readonly #verdict: Verdict;
  readonly #deny: (path: readonly string[]) => void;
  readonly #isEnough: () => boolean;
  /** Fragments at their paths: at one path, a second use of one says nothing new. */
  readonly #seen = new Set<string>();

  constructor(
    schema: GraphQLSchema,
    verdict: Verdict,
    deny: (path: readonly string[]) => void,
    isEnough: () => boolean,
  ) {
    this.#schema = schema;
    this.#verdict = verdict;
    this.#deny = deny;
    this.#isEnough = isEnough;
  }

  read({ selections }: SelectionSetNode, parent: GraphQLCompositeType, path: readonly string[]): void {
    for (const selection of selections) {
      if (this.#isEnough()) return;
      if (isAlwaysSkipped(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const field = fieldDefinition(this.#schema, parent, selection.name.value);
        // The names of types are open to all.
        if (!field) continue;
        const items = isListType(getNullableType(field.type)) ? ['@'] : [];
        this.#go(selection, getNamedType(field.type), [...path, responseName(selection), ...items]);
        continue;
      }
      const isSpread = selection.kind === Kind.FRAGMENT_SPREAD;
      const fragment = isSpread ? this.#verdict.fragment(selection.name.value) : selection;
      const condition = fragment.typeCondition?.name.value ?? parent.name;
      const at = condition === parent.name ? path : [...path, `... on ${condition}`];
      if (isSpread && !this.#isFirst(`${selection.name.value} ${at.join('/')}`)) continue;
      this.#go(selection, this.#schema.getType(condition), at, fragment.selectionSet);
    }
  }

  #go(
    selection: Parameters<Verdict['denies']>[0],
    type: unknown,
    path: readonly string[],
    set: SelectionSetNode | undefined = 'selectionSet' in selection ? selection.selectionSet : undefined,
  ): void {
    if (this.#verdict.denies(selection)) this.#deny(path);
    else if (set && isCompositeType(type) && this.#verdict.deniesWithin(set)) this.read(set, type, path);
  }

  #isFirst(use: string): boolean {
    const isFirst = !this.#seen.has(use);
    this.#seen.add(use);
    return isFirst;
  }
}
