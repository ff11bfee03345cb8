import type { FetchDataRewrite, QueryPlanSelectionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { isDataObject, isInherited, readOwn, writeOwn, type DataObject } from './data.ts';
import { compileRewrites, type Rewrite } from './data-rewrites.ts';
import { mergeData } from './merge-data.ts';
import { typeCondition, type TypeCondition } from './type-condition.ts';

/** Makes the representation of an entity; undefined if the entity is not of a type, or has not the fields, that it needs. */
export type BuildRepresentation = (entity: DataObject) => DataObject | undefined;

/** Copies fields of an object; false if one of them is missing. */
type CopyFields = (from: DataObject, to: DataObject) => boolean;

/** Fields to copy from objects of a type. */
interface Fragment {
  readonly applies: TypeCondition;
  readonly copy: CopyFields;
}

/**
 * Compiles what a fetch requires of an entity: its key, and what `@requires` names.
 *
 * @param rewrites are applied to each representation.
 * @throws {UnsupportedPlan} for an unknown rewrite.
 */
export function compileRepresentation(
  schema: GraphQLSchema,
  requires: readonly QueryPlanSelectionNode[],
  rewrites: readonly FetchDataRewrite[] | undefined,
): BuildRepresentation {
  const copy = compileSelections(schema, requires);
  const changes: readonly Rewrite[] = compileRewrites(schema, rewrites);
  return (entity) => {
    const representation: DataObject = {};
    if (!copy(entity, representation) || !representation['__typename']) return undefined;
    for (const change of changes) change(representation);
    return representation;
  };
}

function compileSelections(schema: GraphQLSchema, selections: readonly QueryPlanSelectionNode[]): CopyFields {
  const fields: CopyFields[] = [];
  const fragments: Fragment[] = [];
  for (const selection of selections) {
    if (selection.kind === 'Field') {
      fields.push(compileField(schema, selection.alias ?? selection.name, selection.selections));
      continue;
    }
    const copy = compileSelections(schema, selection.selections);
    if (selection.typeCondition === undefined) fields.push(copy);
    else fragments.push({ applies: typeCondition(schema, selection.typeCondition), copy });
  }
  const ofType = new Map<string, readonly CopyFields[]>();
  const applying = (typename: string): readonly CopyFields[] => {
    const known = ofType.get(typename);
    if (known) return known;
    const copies = fragments.filter(({ applies }) => applies(typename)).map(({ copy }) => copy);
    ofType.set(typename, copies);
    return copies;
  };
  return (from, to) => {
    for (const copyField of fields) if (!copyField(from, to)) return false;
    const typename = from['__typename'];
    if (fragments.length === 0 || typeof typename !== 'string') return true;
    const copies = applying(typename);
    const [only] = copies;
    if (fields.length === 0 && only && copies.length === 1) return only(from, to);
    for (const copyFragment of copies) {
      const part: DataObject = {};
      // A type has one fragment for each key that reaches it: one that misses a field leaves the others as they are.
      if (copyFragment(from, part)) mergeData(to, part);
    }
    return true;
  };
}

function compileField(
  schema: GraphQLSchema,
  name: string,
  selections: readonly QueryPlanSelectionNode[] | undefined,
): CopyFields {
  const copy = selections && selections.length > 0 ? compileSelections(schema, selections) : undefined;
  const copied = (value: unknown): unknown => {
    if (!copy) return value;
    if (Array.isArray(value)) return value.map(copied);
    if (!isDataObject(value)) return null;
    const part: DataObject = {};
    return copy(value, part) ? part : null;
  };
  const inherited = isInherited(name);
  return (from, to) => {
    const value = inherited ? readOwn(from, name) : from[name];
    if (value === undefined) return false;
    if (inherited) writeOwn(to, name, copied(value));
    else to[name] = copied(value);
    return true;
  };
}

/** Representations without repetition, and the entities that each of them stands for. */
export interface RepresentationBatch {
  readonly representations: readonly DataObject[];
  /** Under the index of a representation. */
  readonly entities: readonly (readonly DataObject[])[];
}

/** Makes the representations of entities; the same one is asked for once. */
export function batchRepresentations(build: BuildRepresentation, entities: readonly DataObject[]): RepresentationBatch {
  const representations: DataObject[] = [];
  const standFor: DataObject[][] = [];
  const known = new KnownRepresentations();
  for (const entity of entities) {
    const representation = build(entity);
    if (!representation) continue;
    const first = [entity];
    const same = known.get(representation, first);
    if (same) {
      same.push(entity);
      continue;
    }
    representations.push(representation);
    standFor.push(first);
  }
  return { representations, entities: standFor };
}

/** Tells representations apart. Most keys are one text, which need not be written as JSON. */
class KnownRepresentations {
  readonly #byField = new Map<string, Map<string, DataObject[]>>();
  /** Mostly all are of one type, by the same field. */
  #typename: unknown;
  #field: string | undefined;
  #byText: Map<string, DataObject[]> | undefined;

  /** The entities that the same representation stands for already; undefined if it is new, and is `first` from now on. */
  get(representation: DataObject, first: DataObject[]): DataObject[] | undefined {
    const field = textKey(representation);
    const texts = this.#textsOf(representation['__typename'], field);
    const text = field === undefined ? JSON.stringify(representation) : (representation[field] as string);
    const same = texts.get(text);
    if (!same) texts.set(text, first);
    return same;
  }

  #textsOf(typename: unknown, field: string | undefined): Map<string, DataObject[]> {
    if (this.#byText && this.#typename === typename && this.#field === field) return this.#byText;
    // A name has no space in it.
    const name = `${String(typename)} ${field ?? ''}`;
    const texts = this.#byField.get(name) ?? new Map<string, DataObject[]>();
    this.#byField.set(name, texts);
    this.#typename = typename;
    this.#field = field;
    this.#byText = texts;
    return texts;
  }
}

/** The one field beside the type, if it is a text; undefined for any other representation. */
function textKey(representation: DataObject): string | undefined {
  let key: string | undefined;
  for (const name in representation) {
    if (name === '__typename') continue;
    if (key !== undefined || typeof representation[name] !== 'string') return undefined;
    key = name;
  }
  return key;
}
