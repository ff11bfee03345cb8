import type { Supergraph } from '@apollo/federation-internals';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { ArgumentCosts } from './compile-arguments.ts';
import { CostCompiler } from './compile-cost.ts';
import { readCostDirectives, type CostDirectives } from './cost-directives.ts';
import type { Variables } from './variable-value.ts';

/** What an operation costs at most, by the sizes of its lists. */
export interface OperationCost {
  /**
   * What it costs with these variables, as a client sent them: whatever they are, a number that is finite and not negative. What
   * they are of a wrong type for is taken for not given.
   */
  cost(variables: Variables): number;
}

/** Settings of a {@link CostModel}. */
export interface CostModelOptions {
  /** How long a list is taken to be of which no `@listSize` says it; 20 by default. */
  readonly defaultListSize?: number;
}

/**
 * Estimates what operations cost as the GraphQL Cost Directives specification has it, by `@cost` and `@listSize` of the supergraph:
 * an object is 1, a scalar or an enum nothing, each times the length of the lists that it is in, and a root field of a mutation 10
 * more. Of what an abstract type may be, the most expensive counts.
 */
export class CostModel {
  readonly #schema: GraphQLSchema;
  readonly #directives: CostDirectives;
  readonly #argumentCosts: ArgumentCosts;
  readonly #defaultListSize: number;

  /** @param schema what clients see. */
  constructor(supergraph: Supergraph, schema: GraphQLSchema, { defaultListSize = 20 }: CostModelOptions = {}) {
    this.#schema = schema;
    this.#directives = readCostDirectives(supergraph);
    this.#argumentCosts = new ArgumentCosts(this.#directives.weights);
    this.#defaultListSize = defaultListSize;
  }

  /**
   * Compiles the cost of an operation.
   *
   * @param document need not be valid: what the schema does not have costs nothing, and a cycle of fragments is cut.
   */
  compile(document: DocumentNode, operation: OperationDefinitionNode): OperationCost {
    return new CostCompiler({
      schema: this.#schema,
      directives: this.#directives,
      argumentCosts: this.#argumentCosts,
      defaultListSize: this.#defaultListSize,
      document,
      operation,
    }).compile();
  }
}
