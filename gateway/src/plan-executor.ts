import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { GatewayRequest, GatewayResult } from './gateway-interface.ts';
import type { EventSource } from './planning/event-source.ts';
import type { IsolatedAliases } from './planning/isolated-aliases.ts';
import type { ViewerFields } from './planning/viewer-fields.ts';
import type { ExecutableSubscription } from './subscriptions/executable-subscription.ts';

/** An operation that has a plan. */
export interface PlannedOperation {
  /** Valid against the API schema. */
  readonly document: DocumentNode;
  /** Which operation of the document it is. */
  readonly operation: OperationDefinitionNode;
  /** What its fields are called in the plan. */
  readonly aliases: IsolatedAliases;
  /** What of the plan events answer, under the name of the subgraph that it asks for it. */
  readonly events: ReadonlyMap<string, EventSource>;
  readonly viewerFields: ViewerFields;
}

/**
 * Answers an operation for one request.
 *
 * @param variables as the operation's definitions and defaults make them of those of the request.
 * @returns data, and errors as the client may see them or such as are masked later.
 */
export type ExecutableOperation = (
  request: GatewayRequest,
  variables: Readonly<Record<string, unknown>>,
) => Promise<GatewayResult>;

/** Runs plans: fetches from the subgraphs, joins what they answer, and shapes it as the client asked. */
export interface PlanExecutor {
  /**
   * Prepares a plan, once for any number of requests.
   *
   * @throws {Error} if the plan holds what the executor does not know.
   */
  compile(plan: QueryPlan, operation: PlannedOperation): ExecutableOperation;

  /**
   * Prepares the plan of a subscription, once for any number of subscribers.
   *
   * @throws {GraphQLError} if nothing can be asked for its field.
   * @throws {Error} if the plan holds what the executor does not know.
   */
  compileSubscription(plan: QueryPlan, operation: PlannedOperation): ExecutableSubscription;
}
