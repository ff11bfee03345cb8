import type { Directive, Supergraph } from '@apollo/federation-internals';

/** The specification of `@cacheControl`. */
const specification = 'https://specs.reelhouse.example/caching';

/** What a field or a type allows caches, as Apollo's `@cacheControl` has it. */
export interface CacheHint {
  /** In seconds; undefined if nothing is said of it. */
  readonly maxAge: number | undefined;
  readonly scope: 'PUBLIC' | 'PRIVATE' | undefined;
  /** Whether the parent's age holds, though it leads to objects. */
  readonly inheritMaxAge: boolean;
}

interface Element {
  readonly coordinate: string;
  appliedDirectivesOf(name: string): readonly Directive[];
}

/** The hints of a supergraph by `Type` and `Type.field`: found by the link of their specification, whatever it calls them. */
export function readCacheHints({ schema }: Supergraph): ReadonlyMap<string, CacheHint> {
  const hints = new Map<string, CacheHint>();
  const directive = schema.coreFeatures?.getByIdentity(specification)?.directiveNameInSchema('cacheControl');
  if (directive === undefined || !schema.directive(directive)) return hints;
  const read = (element: Element): void => {
    const [applied] = element.appliedDirectivesOf(directive);
    if (applied) hints.set(element.coordinate, hintOf(applied.arguments()));
  };
  for (const type of [...schema.objectTypes(), ...schema.interfaceTypes()]) {
    read(type);
    for (const field of type.fields()) read(field);
  }
  for (const type of schema.unionTypes()) read(type);
  return hints;
}

function hintOf({ maxAge, scope, inheritMaxAge }: Readonly<Record<string, unknown>>): CacheHint {
  const inherits = inheritMaxAge === true;
  return {
    maxAge: typeof maxAge === 'number' && !inherits ? Math.max(0, maxAge) : undefined,
    scope: scope === 'PUBLIC' || scope === 'PRIVATE' ? scope : undefined,
    inheritMaxAge: inherits,
  };
}
