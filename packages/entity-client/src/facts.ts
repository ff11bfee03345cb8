/** What one domain has to know of another one's entities. */
export interface Facts<Fact> {
  /** The name of the subgraph that owns the entities. */
  readonly subgraph: string;
  /** Their type. Its key is `id`. */
  readonly type: string;
  /** The fields that are needed, as GraphQL: `title rentalRate { amount currency }`. */
  readonly selection: string;
  /**
   * Takes what the owner answered for one entity. It comes over the network, so it is checked rather than believed.
   *
   * @throws if it is not what was asked for.
   */
  readonly check: (answer: unknown) => Fact;
}

/**
 * Defines what has to be known of entities of another subgraph.
 *
 * @example
 * const customerFacts = defineFacts({
 *   subgraph: 'customer',
 *   type: 'Customer',
 *   selection: 'active',
 *   check: (answer) => z.object({ active: z.boolean() }).parse(answer),
 * });
 */
export function defineFacts<Fact>(facts: Facts<Fact>): Facts<Fact> {
  return facts;
}
