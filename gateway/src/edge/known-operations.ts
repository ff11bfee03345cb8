import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { AnswerCaching, RequestContext } from '@reelhouse/http-server';
import type { OperationCost } from '../limits/cost-model.ts';
import type { ServedSupergraph } from '../live-schema/served-supergraph.ts';

/** What is known of an operation by its document, for one version of the supergraph. */
export interface KnownOperation {
  readonly cost: OperationCost;
  /** Undefined for what is no query. */
  readonly caching: AnswerCaching | undefined;
}

/** Keeps what is known of operations for as long as their documents are kept, and the version is. */
export class KnownOperations<Context extends RequestContext> {
  readonly #known = new WeakMap<ServedSupergraph<Context>, WeakMap<OperationDefinitionNode, KnownOperation>>();

  /** Whether something is known of an operation: if so, it was asked for before. */
  has(version: ServedSupergraph<Context>, operation: OperationDefinitionNode): boolean {
    return this.#known.get(version)?.has(operation) === true;
  }

  of(version: ServedSupergraph<Context>, document: DocumentNode, operation: OperationDefinitionNode): KnownOperation {
    let ofVersion = this.#known.get(version);
    if (!ofVersion) {
      ofVersion = new WeakMap();
      this.#known.set(version, ofVersion);
    }
    let known = ofVersion.get(operation);
    if (!known) {
      const { costs, caching } = version.parts;
      known = { cost: costs.compile(document, operation), caching: caching.of(document, operation) };
      ofVersion.set(operation, known);
    }
    return known;
  }
}
