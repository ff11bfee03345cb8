import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { conditionVariables } from '@reelhouse/compiled-schema';
import { fieldDefinition, responseName, type Verdict } from '@reelhouse/authorization';
import { isDataObject, readOwn, type DataObject } from '../execution/data.ts';
import { generateShape, type ShapedField, type ShapeObject } from '../execution/generate-shape.ts';
import type { ShapeValue } from '../execution/shape-value.ts';
import type { FilteredDocument } from './filter-document.ts';

/**
 * Makes of the answer to a filtered operation the answer to the original: what was denied is null, and so is what may not
 * be without it.
 *
 * @param data as the filtered operation shaped it, never what subgraphs answered: that holds keys that nobody asked for.
 * @param coerced the variables, as the definitions and defaults of the original operation make them.
 */
export type RestoreDenied = (data: DataObject | null, coerced: Readonly<Record<string, unknown>>) => DataObject | null;

/** How many forms of one operation are kept: it has one for each combination of what `@skip` and `@include` say. */
const maxForms = 16;

/** A selection of the original; `removed` if it is not in the filtered operation, by itself or with what it stands in. */
interface Asked<Node> {
  readonly node: Node;
  readonly removed: boolean;
}

/** Compiles the step from the answer to a filtered operation to the answer to the original. */
export function compileRestoring(schema: GraphQLSchema, verdict: Verdict, filtered: FilteredDocument): RestoreDenied {
  const { document, operation } = verdict.access;
  const root = schema.getRootType(operation.operation);
  if (!root) throw new Error(`the schema has no ${operation.operation}`);
  const conditions = conditionVariables(document);
  const kept = new LRUCache<string, ShapeObject>({ max: maxForms });
  return (data, coerced) => {
    if (data === null) return null;
    const key = conditions.map((name) => (coerced[name] === true ? '1' : '0')).join('');
    let restore = kept.get(key);
    if (!restore) {
      const values = Object.fromEntries(conditions.map((name) => [name, coerced[name]]));
      restore = new Restoring(schema, verdict, filtered, values).ofType(root, [
        { node: operation.selectionSet, removed: false },
      ]);
      kept.set(key, restore);
    }
    return restore(data, []) ?? null;
  };
}

class Restoring {
  readonly #schema: GraphQLSchema;
  readonly #verdict: Verdict;
  readonly #filtered: FilteredDocument;
  readonly #conditions: Readonly<Record<string, unknown>>;

  constructor(
    schema: GraphQLSchema,
    verdict: Verdict,
    filtered: FilteredDocument,
    conditions: Readonly<Record<string, unknown>>,
  ) {
    this.#schema = schema;
    this.#verdict = verdict;
    this.#filtered = filtered;
    this.#conditions = conditions;
  }

  ofType(type: GraphQLCompositeType, sets: readonly Asked<SelectionSetNode>[]): ShapeObject {
    return generateShape([...this.#collect(type, sets)].map(([name, asked]) => this.#field(type, name, asked)));
  }

  #field(parent: GraphQLCompositeType, name: string, asked: readonly Asked<FieldNode>[]): ShapedField {
    const [first] = asked;
    const field = first && fieldDefinition(this.#schema, parent, first.node.name.value);
    if (!field) {
      const typename = isObjectType(parent) ? parent.name : null;
      return { name, source: name, type: undefined, shape: (value) => value ?? typename };
    }
    const sets = asked.flatMap(({ node: { selectionSet }, removed }) =>
      selectionSet ? [{ node: selectionSet, removed }] : [],
    );
    const isUnchanged = asked.every(({ node, removed }) => !removed && this.#filtered.isUnchanged(node));
    return { name, source: name, type: undefined, shape: this.#value(field.type, sets, isUnchanged) };
  }

  #value(type: GraphQLOutputType, sets: readonly Asked<SelectionSetNode>[], isUnchanged: boolean): ShapeValue {
    if (isNonNullType(type)) {
      const present = this.#present(type.ofType, sets, isUnchanged);
      return (value, misfits) => (value == null ? undefined : present(value, misfits));
    }
    const present = this.#present(type, sets, isUnchanged);
    return (value, misfits) => (value == null ? null : (present(value, misfits) ?? null));
  }

  #present(type: GraphQLOutputType, sets: readonly Asked<SelectionSetNode>[], isUnchanged: boolean): ShapeValue {
    if (isUnchanged) return (value) => value;
    if (isListType(type)) return ofList(this.#value(type.ofType, sets, isUnchanged));
    return isCompositeType(type) ? this.#object(type, sets) : (value) => value;
  }

  #object(declared: GraphQLCompositeType, sets: readonly Asked<SelectionSetNode>[]): ShapeValue {
    if (!isAbstractType(declared)) {
      let restore: ShapeObject | undefined;
      return (value, misfits) =>
        isDataObject(value) ? (restore ??= this.ofType(declared, sets))(value, misfits) : undefined;
    }
    const byType = new Map<GraphQLCompositeType, ShapeObject>();
    return (value, misfits) => {
      if (!isDataObject(value)) return undefined;
      const named = this.#schema.getType(String(readOwn(value, this.#filtered.typenameAlias)));
      const type = isCompositeType(named) ? named : declared;
      let restore = byType.get(type);
      if (!restore) {
        restore = this.ofType(type, sets);
        byType.set(type, restore);
      }
      return restore(value, misfits);
    };
  }

  /** As `CollectFields` of the specification has it, but with what is known to be removed. */
  #collect(
    type: GraphQLCompositeType,
    sets: readonly Asked<SelectionSetNode>[],
  ): ReadonlyMap<string, readonly Asked<FieldNode>[]> {
    const fields = new Map<string, Asked<FieldNode>[]>();
    const seen = new Set<string>();
    const collect = ({ node, removed }: Asked<SelectionSetNode>): void => {
      for (const selection of node.selections) {
        if (!this.#isIncluded(selection)) continue;
        const without = removed || this.#verdict.denies(selection);
        if (selection.kind === Kind.FIELD) {
          const asked = { node: selection, removed: without };
          const same = fields.get(responseName(selection));
          if (same) same.push(asked);
          else fields.set(responseName(selection), [asked]);
          continue;
        }
        let fragment = undefined;
        if (selection.kind === Kind.FRAGMENT_SPREAD) {
          const use = `${selection.name.value} ${String(without)}`;
          if (seen.has(use)) continue;
          seen.add(use);
          fragment = this.#verdict.fragment(selection.name.value);
        } else fragment = selection;
        if (this.#applies(fragment.typeCondition?.name.value, type)) {
          collect({ node: fragment.selectionSet, removed: without });
        }
      }
    };
    for (const set of sets) collect(set);
    return fields;
  }

  #isIncluded(selection: SelectionNode): boolean {
    if (!selection.directives?.length) return true;
    const skip = getDirectiveValues(GraphQLSkipDirective, selection, this.#conditions);
    const include = getDirectiveValues(GraphQLIncludeDirective, selection, this.#conditions);
    return skip?.['if'] !== true && include?.['if'] !== false;
  }

  #applies(condition: string | undefined, type: GraphQLCompositeType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const wanted = this.#schema.getType(condition);
    return isAbstractType(wanted) && 'getFields' in type && this.#schema.isSubType(wanted, type);
  }
}

function ofList(restoreItem: ShapeValue): ShapeValue {
  return (value, misfits) => {
    if (!Array.isArray(value)) return undefined;
    const items = new Array<unknown>(value.length);
    for (let index = 0; index < value.length; index++) {
      const item = restoreItem(value[index], misfits);
      if (item === undefined) return undefined;
      items[index] = item;
    }
    return items;
  };
}
