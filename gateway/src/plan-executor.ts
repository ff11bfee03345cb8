import type { QueryPlan } from '@apollo/query-planner';
import type { GatewayRequest, GatewayResult } from './gateway-interface.ts';

/** Runs a plan: fetches from the subgraphs, joins what they answer, and shapes it as the client asked. */
export interface PlanExecutor {
  /**
   * @param plan of the operation of `request`.
   * @param request whose variables have been checked.
   * @returns data, and errors as the client may see them or such as are masked later.
   */
  execute(plan: QueryPlan, request: GatewayRequest): Promise<GatewayResult>;
}
