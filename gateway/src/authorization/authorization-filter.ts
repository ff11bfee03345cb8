import { createHash } from 'node:crypto';
import { print, type DocumentNode, type GraphQLError, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import {
  denialErrors,
  isRefusedWhole,
  OperationAccess,
  Verdict,
  type Asking,
  type AuthorizationRules,
} from '@reelhouse/authorization';
import type { OperationToPlan } from '../plan-cache.ts';
import { maxTextLength, textLength } from '../text-length.ts';
import { filterDocument } from './filter-document.ts';
import { compileRestoring, type RestoreDenied } from './restore-denied.ts';

/** What somebody may see of an operation. */
export type Authorized =
  /** All of it. */
  | { readonly kind: 'allowed'; readonly toPlan: OperationToPlan }
  /** A part, which is planned in its place; its answer is then made one to the original. */
  | {
      readonly kind: 'filtered';
      readonly toPlan: OperationToPlan;
      readonly restore: RestoreDenied;
      readonly errors: readonly GraphQLError[];
    }
  /** Nothing: it is not executed. */
  | { readonly kind: 'denied'; readonly errors: readonly GraphQLError[] };

/** Settings of an {@link AuthorizationFilter}. */
export interface AuthorizationFilterOptions {
  /** How many operations are kept, each for all who ask; 1000 by default. */
  readonly maxOperations?: number;
}

/** How many different sets of rights are kept for one operation. */
const maxVariants = 32;

interface KnownOperation {
  /** The document that came first: what is known of it is known by its nodes, which those of the same text do not share. */
  readonly toPlan: OperationToPlan;
  readonly access: OperationAccess;
  /** By which requirements are met. */
  readonly variants: LRUCache<string, Authorized>;
}

/** Decides what somebody may see of an operation, before it is planned. What was decided is kept. */
export class AuthorizationFilter {
  readonly #rules: AuthorizationRules;
  readonly #schema: GraphQLSchema;
  readonly #known: LRUCache<string, KnownOperation>;
  /** Those that stay, however many others come. */
  readonly #held = new Map<string, KnownOperation>();

  /** @param schema what clients see; operations are valid against it. */
  constructor(
    rules: AuthorizationRules,
    schema: GraphQLSchema,
    { maxOperations = 1000 }: AuthorizationFilterOptions = {},
  ) {
    this.#rules = rules;
    this.#schema = schema;
    this.#known = new LRUCache({
      max: maxOperations,
      maxSize: maxTextLength,
      sizeCalculation: ({ toPlan }) => textLength(toPlan.document),
    });
  }

  /**
   * What somebody may see of an operation. Those who meet the same of its requirements share the result, and with it the
   * plan.
   *
   * @param identity who asks; undefined for somebody who has not signed in.
   */
  for(toPlan: OperationToPlan, identity: Asking): Authorized {
    if (this.#rules.isEmpty) return { kind: 'allowed', toPlan };
    const key = keyOfOperation(toPlan);
    let known = this.#held.get(key) ?? this.#known.get(key);
    if (!known) {
      known = this.#read(toPlan);
      this.#known.set(key, known);
    }
    const rights = known.access.keyFor(identity);
    let authorized = known.variants.get(rights);
    if (!authorized) {
      authorized = authorize(this.#schema, known.toPlan, known.access, rights);
      known.variants.set(rights, authorized);
    }
    return authorized;
  }

  /** Keeps what is known of an operation for as long as the filter lives. */
  hold(toPlan: OperationToPlan): void {
    const key = keyOfOperation(toPlan);
    if (!this.#held.has(key)) this.#held.set(key, this.#read(toPlan));
  }

  #read({ document, documentKey, operation }: OperationToPlan): KnownOperation {
    const access = new OperationAccess(this.#rules, this.#schema, document, operation);
    return { toPlan: { document, documentKey, operation }, access, variants: new LRUCache({ max: maxVariants }) };
  }
}

function keyOfOperation({ documentKey, operation }: OperationToPlan): string {
  return `${documentKey}:${operation.name?.value ?? ''}`;
}

/**
 * Decides what may be seen of an operation. A query is filtered. A mutation is refused whole if one of its own fields is
 * denied, as half of what was meant may be wrong; what is denied of its results is filtered. A subscription is refused whole.
 *
 * @param toPlan the operation of `access`.
 * @param rights a key of `access`.
 */
export function authorize(
  schema: GraphQLSchema,
  toPlan: OperationToPlan,
  access: OperationAccess,
  rights: string,
): Authorized {
  const unmet = access.unmet(rights);
  if (unmet.size === 0) return { kind: 'allowed', toPlan };
  const verdict = new Verdict(access, unmet);
  const errors = denialErrors(schema, verdict);
  if (errors.length > 0 && isRefusedWhole(verdict)) return { kind: 'denied', errors };
  const filtered = filterDocument(schema, verdict);
  return {
    kind: 'filtered',
    toPlan: { document: filtered.document, documentKey: keyOf(filtered.document), operation: filtered.operation },
    restore: compileRestoring(schema, verdict, filtered),
    errors,
  };
}

/** By what is left: under the key of the original, or under one that a schema with other rules also gives, stands another plan. */
function keyOf(document: DocumentNode): string {
  return `filtered-${createHash('sha256').update(print(document)).digest('hex')}`;
}
