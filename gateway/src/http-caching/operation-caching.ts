import {
  baseType,
  isCompositeType,
  isUnionType,
  type CompositeType,
  type Supergraph,
} from '@apollo/federation-internals';
import {
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { AuthorizationRules } from '@reelhouse/authorization';
import type { AnswerCaching } from '@reelhouse/http-server';
import type { ViewerFields } from '../planning/viewer-fields.ts';
import { readCacheHints } from './cache-hints.ts';
import { notKept, strictest, type CacheLimit } from './cache-limit.ts';
import { FieldLimits } from './field-limits.ts';
import { PersonalFields } from './personal-fields.ts';

/** What decides how long answers may be kept, and by whom. */
export interface OperationCachingOptions {
  /** Its types and fields have the hints, if it links their specification; else nothing is kept. */
  readonly supergraph: Supergraph;
  readonly rules: AuthorizationRules;
  readonly viewerFields: ViewerFields;
}

/**
 * Says how long the answers to operations may be kept, by what they ask for and nothing else: all that it asks for has to allow
 * it. An answer is for everybody only where nobody has to be allowed anything of it and nothing of it depends on who asks.
 */
export class OperationCaching {
  readonly #supergraph: Supergraph;
  readonly #limits: FieldLimits;

  constructor({ supergraph, rules, viewerFields }: OperationCachingOptions) {
    this.#supergraph = supergraph;
    const personal = new PersonalFields(supergraph, rules, viewerFields);
    this.#limits = new FieldLimits(supergraph, readCacheHints(supergraph), personal);
  }

  /**
   * How long the answer to a query may be kept; undefined for mutations and subscriptions. It takes a time that is linear in the
   * document, and is not remembered.
   *
   * @param document need not be valid: with what the schema does not have nothing is kept.
   */
  of(document: DocumentNode, operation: OperationDefinitionNode): AnswerCaching | undefined {
    if (operation.operation !== OperationTypeNode.QUERY) return undefined;
    const limits = new Set<CacheLimit>();
    const root = this.#supergraph.schema.schemaDefinition.rootType('query');
    this.#collect(operation.selectionSet, root, { document, seen: new Set(), limits });
    const { maxAge = 0, scope } = strictest(limits);
    return { maxAge, scope };
  }

  #collect({ selections }: SelectionSetNode, type: CompositeType | undefined, reading: Reading): void {
    const { limits } = reading;
    limits.add(type ? this.#limits.ofType(type) : notKept);
    if (!type) return;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const { name, selectionSet } = selection;
        // The name of a type is what it was for as long as all else is.
        if (name.value === '__typename') continue;
        // The schema is not kept at all: who may ask for it is a setting.
        const isOfSchema = name.value.startsWith('__');
        limits.add((isOfSchema ? undefined : this.#limits.ofField(type, name.value)) ?? notKept);
        if (selectionSet) this.#collect(selectionSet, typeOf(type, name.value), reading);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentOf(reading, selection.name.value);
      if (fragment === 'seen') continue;
      const condition = fragment?.typeCondition?.name.value;
      if (!fragment) limits.add(notKept);
      else this.#collect(fragment.selectionSet, condition === undefined ? type : this.#named(condition), reading);
    }
  }

  #named(name: string): CompositeType | undefined {
    const type = this.#supergraph.schema.type(name);
    return type && isCompositeType(type) ? type : undefined;
  }
}

interface Reading {
  readonly document: DocumentNode;
  /** The fragments that were read: what they ask for is the same wherever they are used. */
  readonly seen: Set<string>;
  readonly limits: Set<CacheLimit>;
}

function fragmentOf({ document, seen }: Reading, name: string) {
  if (seen.has(name)) return 'seen';
  seen.add(name);
  return document.definitions
    .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
    .find((definition) => definition.name.value === name);
}

/** What a field leads to; undefined for what has no fields, or is not there. */
function typeOf(parent: CompositeType, field: string): CompositeType | undefined {
  const type = isUnionType(parent) ? undefined : parent.field(field)?.type;
  const base = type && baseType(type);
  return base && isCompositeType(base) ? base : undefined;
}
