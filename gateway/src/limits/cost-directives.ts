import type { Directive, Supergraph } from '@apollo/federation-internals';

/** The specification of `@cost` and `@listSize`. */
const specification = 'https://specs.apollo.dev/cost';

/** How long a list is, as `@listSize` says it of a field. */
export interface ListSize {
  /** Where no argument says it. */
  readonly assumedSize: number | undefined;
  /** Each by the way to it: the name of an argument, and of fields in it. */
  readonly slicingArguments: readonly (readonly string[])[];
  /** Which fields of the field's value are the lists; none: the value itself is. */
  readonly sizedFields: ReadonlySet<string>;
  /** Whether exactly one of the arguments has to be given. */
  readonly requireOneSlicingArgument: boolean;
}

/** What a supergraph says of costs, by coordinates of the schema: `Type`, `Type.field`, `Type.field(argument:)`. */
export interface CostDirectives {
  readonly weights: ReadonlyMap<string, number>;
  readonly listSizes: ReadonlyMap<string, ListSize>;
}

interface Element {
  readonly coordinate: string;
  appliedDirectivesOf(name: string): readonly Directive[];
}

/** Finds the directives by the link of their specification: a graph may call them otherwise. */
export function readCostDirectives(supergraph: Supergraph): CostDirectives {
  const feature = supergraph.schema.coreFeatures?.getByIdentity(specification);
  const weights = new Map<string, number>();
  const listSizes = new Map<string, ListSize>();
  if (!feature) return { weights, listSizes };
  const cost = feature.directiveNameInSchema('cost');
  const listSize = feature.directiveNameInSchema('listSize');
  for (const element of elementsOf(supergraph)) {
    const weight = numberOf(argumentOf(element, cost, 'weight'));
    if (weight !== undefined) weights.set(element.coordinate, weight);
    const [size] = element.appliedDirectivesOf(listSize);
    if (size) listSizes.set(element.coordinate, listSizeOf(size.arguments()));
  }
  return { weights, listSizes };
}

function* elementsOf({ schema }: Supergraph): Iterable<Element> {
  for (const type of schema.types()) {
    yield type;
    if (!('fields' in type)) continue;
    for (const field of type.fields()) {
      yield field;
      if ('arguments' in field) yield* field.arguments();
    }
  }
}

function argumentOf(element: Element, directive: string, name: string): unknown {
  const [applied] = element.appliedDirectivesOf(directive);
  const given: Readonly<Record<string, unknown>> | undefined = applied?.arguments();
  return given?.[name];
}

function listSizeOf(given: Readonly<Record<string, unknown>>): ListSize {
  return {
    assumedSize: numberOf(given['assumedSize']),
    slicingArguments: textsOf(given['slicingArguments']).map((path) => path.split('.')),
    sizedFields: new Set(textsOf(given['sizedFields'])),
    requireOneSlicingArgument: given['requireOneSlicingArgument'] !== false,
  };
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
