import {
  Kind,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
} from 'graphql';
import { readRequirement, type Requirement } from './requirement.ts';
import { securityDirectives, type SecurityDirective } from './security-directives.ts';

const none: readonly Requirement[] = [];

/** What the security directives of a schema ask, by its types and fields. Equal requirements are one object. */
export class AuthorizationRules {
  readonly #rules: ReadonlyMap<string, readonly Requirement[]>;

  /** @param rules by `Type` and `Type.field`. */
  constructor(rules: ReadonlyMap<string, readonly Requirement[]>) {
    this.#rules = rules;
  }

  /** Whether nothing is asked anywhere. */
  get isEmpty(): boolean {
    return this.#rules.size === 0;
  }

  /** What stands at a type. */
  ofType(type: string): readonly Requirement[] {
    return this.#rules.get(type) ?? none;
  }

  /** What stands at a field, without what stands at its types. */
  ofField(type: string, field: string): readonly Requirement[] {
    return this.#rules.get(`${type}.${field}`) ?? none;
  }
}

/**
 * Reads what `@authenticated` and `@requiresScopes` ask in a supergraph or a subgraph.
 *
 * @param schema its SDL, parsed; several documents of a subgraph as one.
 * @throws {StartupError} for a version of them that is not known, an argument that cannot be read, or a `@policy`.
 */
export function readAuthorizationRules(schema: DocumentNode): AuthorizationRules {
  const names = securityDirectives(schema);
  const rules = new Map<string, Requirement[]>();
  const known = new Map<string, Requirement>();
  const read = (coordinate: string, directives: readonly ConstDirectiveNode[] = []): void => {
    for (const directive of directives) {
      const kind = names.get(directive.name.value);
      if (!kind) continue;
      const requirement = once(known, kind, directive, coordinate);
      const there = rules.get(coordinate);
      if (!there) rules.set(coordinate, [requirement]);
      else if (!there.includes(requirement)) there.push(requirement);
    }
  };
  const inherited: FieldOfInterfaceObject[] = [];
  for (const definition of names.size > 0 ? schema.definitions : []) {
    if (!hasRules(definition)) continue;
    const type = definition.name.value;
    read(type, definition.directives);
    if (!('fields' in definition)) continue;
    for (const field of definition.fields ?? []) {
      read(`${type}.${field.name.value}`, field.directives);
      if (!isOfInterfaceObject(field)) continue;
      const interfaces = (definition.interfaces ?? []).map(({ name }) => name.value);
      inherited.push({ type, field: field.name.value, interfaces });
    }
  }
  for (const { type, field, interfaces } of inherited) {
    const above = interfaces.flatMap((each) => rules.get(`${each}.${field}`) ?? []);
    const there = rules.get(`${type}.${field}`) ?? [];
    if (above.length > 0) rules.set(`${type}.${field}`, [...new Set([...there, ...above])]);
  }
  return new AuthorizationRules(rules);
}

interface FieldOfInterfaceObject {
  readonly type: string;
  readonly field: string;
  readonly interfaces: readonly string[];
}

/** Composition gives an object the fields of an `@interfaceObject` with a bare `@join__field`; it once forgot their rules. */
function isOfInterfaceObject({ directives = [] }: FieldDefinitionNode): boolean {
  return directives.some(({ name, arguments: given }) => name.value === 'join__field' && !given?.length);
}

function once(
  known: Map<string, Requirement>,
  kind: SecurityDirective,
  directive: ConstDirectiveNode,
  coordinate: string,
): Requirement {
  const requirement = readRequirement(kind, directive, coordinate);
  const text = JSON.stringify(requirement);
  const same = known.get(text);
  if (!same) known.set(text, requirement);
  return same ?? requirement;
}

const kindsWithRules = [
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.OBJECT_TYPE_EXTENSION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_EXTENSION,
  Kind.SCALAR_TYPE_DEFINITION,
  Kind.SCALAR_TYPE_EXTENSION,
  Kind.ENUM_TYPE_DEFINITION,
  Kind.ENUM_TYPE_EXTENSION,
] as const;

function hasRules(
  definition: DefinitionNode,
): definition is Extract<DefinitionNode, { readonly kind: (typeof kindsWithRules)[number] }> {
  return (kindsWithRules as readonly string[]).includes(definition.kind);
}
