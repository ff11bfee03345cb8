import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { RequestContext } from '@reelhouse/http-server';
import type { GatewayResult } from '../gateway-interface.ts';
import type { PlannedOperation } from '../plan-executor.ts';
import type { IsolatedAliases } from '../planning/isolated-aliases.ts';
import { variablesOf } from '../planning/isolated-variables.ts';
import type { DataObject } from './data.ts';
import type { PlanRun, PlanStep } from './plan-run.ts';
import { compileResponse, type OperationVariables } from './response-shape.ts';

/**
 * Completes what is known of an answer and makes it the client's.
 *
 * @param root what is known so far; it becomes part of the answer.
 * @param errors of what is known.
 */
export type Answer<Context> = (
  root: DataObject,
  variables: OperationVariables,
  context: Context,
  errors: readonly GraphQLError[],
) => Promise<GatewayResult>;

/** Compiles how an operation is answered by a step of its plan: without one, by what is known. */
export function compileAnswer<Context extends RequestContext>(
  apiSchema: GraphQLSchema,
  { document, operation, aliases }: PlannedOperation,
  step: PlanStep<Context> | undefined,
): Answer<Context> {
  const named = variablesOf(operation);
  const shape = compileResponse(apiSchema, document, operation, aliases);
  return async (root, variables, context, errors) => {
    const run: PlanRun<Context> = {
      root,
      variables: named(variables.raw),
      coercedVariables: named(variables.coerced),
      context,
      errors: [...errors],
    };
    const pending = step?.(run);
    if (pending) await pending;
    const shaping = context.trace?.start('shape');
    const { data, misfits } = shape(root, variables);
    shaping?.span.end();
    // A value that does not fit the schema became null. A reference to a row that is gone does the same, so this is
    // not an error of the operation.
    if (misfits.length > 0) context.log.debug({ fields: misfits.slice(0, 10) }, 'a value did not fit');
    return run.errors.length > 0 ? { errors: run.errors.map((error) => forClient(error, aliases)), data } : { data };
  };
}

/** An error with the client's own names in its path. */
function forClient(error: GraphQLError, aliases: IsolatedAliases): GraphQLError {
  const { message, path, extensions } = error;
  const own = path?.map((key) => aliases.clientNameOf(key));
  return own?.some((key, index) => key !== path?.[index])
    ? new GraphQLError(message, { path: own, extensions })
    : error;
}
