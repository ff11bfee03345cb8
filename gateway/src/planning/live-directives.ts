import type { Supergraph } from '@apollo/federation-internals';

/** The specification of the directives by which a graph says what its subscriptions are answered by. */
const specification = 'https://specs.reelhouse.example/live';

/** What the directives of the live specification are called in a supergraph; undefined where it does not have one. */
export interface LiveDirectives {
  /** Names the events that answer a field of `Subscription`. */
  readonly event: string | undefined;
  /** Says to whom an event of such a field is told. */
  readonly eventScope: string | undefined;
  /** Marks what depends on who asks. */
  readonly perViewer: string | undefined;
}

/** Finds the directives by the link of their specification: a graph may call them otherwise. */
export function liveDirectives({ schema }: Supergraph): LiveDirectives {
  const feature = schema.coreFeatures?.getByIdentity(specification);
  const named = (name: string): string | undefined => {
    const own = feature?.directiveNameInSchema(name);
    return own !== undefined && schema.directive(own) ? own : undefined;
  };
  return { event: named('event'), eventScope: named('eventScope'), perViewer: named('perViewer') };
}
