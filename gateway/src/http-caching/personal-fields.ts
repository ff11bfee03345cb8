import {
  baseType,
  isCompositeType,
  possibleRuntimeTypes,
  type CompositeType,
  type FieldDefinition,
  type Supergraph,
} from '@apollo/federation-internals';
import { parse } from 'graphql';
import { isMet, type AuthorizationRules } from '@reelhouse/authorization';
import type { ViewerFields } from '../planning/viewer-fields.ts';

/** Says of which parts of a graph not everybody is told the same: who asks has to be allowed them, or they depend on who asks. */
export class PersonalFields {
  readonly #rules: AuthorizationRules;
  readonly #viewerFields: ViewerFields;
  readonly #joinField: string | undefined;

  constructor({ schema }: Supergraph, rules: AuthorizationRules, viewerFields: ViewerFields) {
    this.#rules = rules;
    this.#viewerFields = viewerFields;
    this.#joinField = schema.coreFeatures
      ?.getByIdentity('https://specs.apollo.dev/join')
      ?.directiveNameInSchema('field');
  }

  /** Whether it is so of a type, or of one that it may be at run time. */
  includeType(type: CompositeType): boolean {
    return this.#isClosed(type) || this.#dependOnViewer(type, '__typename');
  }

  /** Whether it is so of a field, or of what it leads to. */
  includeField(field: FieldDefinition<CompositeType>): boolean {
    const { parent, name } = field;
    const type = baseType(field.type as NonNullable<typeof field.type>);
    const isComposite = isCompositeType(type);
    return (
      this.#isClosed(parent) ||
      !this.#rules.ofField(parent.name, name).every((each) => isMet(each, undefined)) ||
      (isComposite && this.#isClosed(type)) ||
      this.#dependOnViewer(parent, isComposite ? `${name} { __typename }` : name) ||
      this.#isMadeOfSuch(field)
    );
  }

  /** Whether who has not signed in may not see it. */
  #isClosed(type: CompositeType): boolean {
    return [type, ...possibleRuntimeTypes(type)].some(
      ({ name }) => !this.#rules.ofType(name).every((each) => isMet(each, undefined)),
    );
  }

  #dependOnViewer({ name }: CompositeType, selection: string): boolean {
    return this.#viewerFields.areIn(parse(`fragment Any on ${name} { ${selection} }`, { noLocation: true }));
  }

  /** Whether it is made of fields that depend on who asks, or of a context, of which nothing is known here. */
  #isMadeOfSuch(field: FieldDefinition<CompositeType>): boolean {
    if (this.#joinField === undefined) return false;
    return field.appliedDirectivesOf(this.#joinField).some((join) => {
      const { requires, contextArguments }: Readonly<Record<string, unknown>> = join.arguments();
      if (contextArguments !== undefined) return true;
      return typeof requires === 'string' && this.#dependOnViewer(field.parent, requires);
    });
  }
}
