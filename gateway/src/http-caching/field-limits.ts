import {
  baseType,
  isCompositeType,
  isUnionType,
  possibleRuntimeTypes,
  type CompositeType,
  type FieldDefinition,
  type NamedType,
  type Supergraph,
} from '@apollo/federation-internals';
import type { CacheHint } from './cache-hints.ts';
import { notKept, shorter, strictest, unlimited, type CacheLimit } from './cache-limit.ts';
import type { PersonalFields } from './personal-fields.ts';

const noHint: CacheHint = { maxAge: undefined, scope: undefined, inheritMaxAge: false };

/**
 * What the types and fields of a graph allow caches, as Apollo Server has it: a hint at a field goes before the one at the type that
 * it leads to; without an age, fields of the root and those that lead to objects allow none, unless they inherit it. Stricter
 * than there: what is not the same for everybody takes an age from a hint of its own only, and of an interface or a
 * union the least holds that one of its types allows.
 */
export class FieldLimits {
  readonly #supergraph: Supergraph;
  readonly #hints: ReadonlyMap<string, CacheHint>;
  readonly #personal: PersonalFields;
  /** By `Type` and `Type.field`: those only that there are. */
  readonly #known = new Map<string, CacheLimit>();

  constructor(supergraph: Supergraph, hints: ReadonlyMap<string, CacheHint>, personal: PersonalFields) {
    this.#supergraph = supergraph;
    this.#hints = hints;
    this.#personal = personal;
  }

  /** What it leaves that a type is asked for at all, by a fragment on it or as the root. */
  ofType(type: CompositeType): CacheLimit {
    return this.#once(type.name, () =>
      this.#personal.includeType(type) ? { ...unlimited, scope: 'PRIVATE' } : unlimited,
    );
  }

  /** What a field leaves that is selected under a type; undefined if the type does not have it. */
  ofField(parent: CompositeType, name: string): CacheLimit | undefined {
    const own = fieldOf(parent, name);
    if (!own) return undefined;
    return this.#once(`${parent.name}.${name}`, () => {
      const possible = possibleRuntimeTypes(parent).flatMap((type) => fieldOf(type, name) ?? []);
      if (possible.length === 0) return notKept;
      return strictest([this.#said(own), ...possible.map((field) => this.#ofObject(field))]);
    });
  }

  #ofObject(field: FieldDefinition<CompositeType>): CacheLimit {
    const { parent, name } = field;
    const said = this.#hints.get(field.coordinate) ?? noHint;
    const type = baseType(field.type as NonNullable<typeof field.type>);
    const ofType = this.#hintOfType(type);
    const isPersonal = this.#personal.includeField(field);
    const inherits = ofType.inheritMaxAge || said.inheritMaxAge;
    const needsOwn = isPersonal || (isCompositeType(type) && !inherits) || this.#isRoot(parent);
    const maxAge = said.maxAge ?? (isPersonal ? undefined : ofType.maxAge) ?? (needsOwn ? 0 : undefined);
    const scope = isPersonal || (said.scope ?? ofType.scope) === 'PRIVATE' ? 'PRIVATE' : 'PUBLIC';
    const interfaces = isUnionType(parent) ? [] : parent.interfaces();
    const above = interfaces.flatMap((each) => fieldOf(each, name) ?? []);
    return strictest([{ maxAge, scope }, ...above.map((each) => this.#said(each))]);
  }

  /** What is said at a field of an interface holds for the objects too; what is not said leaves it to them. */
  #said({ coordinate }: FieldDefinition<CompositeType>): CacheLimit {
    const { maxAge, scope = 'PUBLIC' } = this.#hints.get(coordinate) ?? noHint;
    return { maxAge, scope };
  }

  /** Of an interface or a union: its own, made as strict as those of its types. */
  #hintOfType(type: NamedType): CacheHint {
    const own = this.#hints.get(type.name) ?? noHint;
    if (!isCompositeType(type)) return noHint;
    const all = [own, ...possibleRuntimeTypes(type).map(({ name }) => this.#hints.get(name) ?? noHint)];
    const isPrivate = all.some(({ scope }) => scope === 'PRIVATE');
    const isSaid = own.maxAge !== undefined || own.inheritMaxAge;
    return {
      maxAge: isSaid ? all.map(({ maxAge }) => maxAge).reduce(shorter) : undefined,
      scope: isPrivate ? 'PRIVATE' : own.scope,
      inheritMaxAge: own.inheritMaxAge,
    };
  }

  #isRoot(type: CompositeType): boolean {
    return this.#supergraph.schema.schemaDefinition.roots().some((root) => root.type === type);
  }

  #once(coordinate: string, compute: () => CacheLimit): CacheLimit {
    let limit = this.#known.get(coordinate);
    if (!limit) this.#known.set(coordinate, (limit = compute()));
    return limit;
  }
}

function fieldOf(type: CompositeType, name: string): FieldDefinition<CompositeType> | undefined {
  return isUnionType(type) ? undefined : type.field(name);
}
