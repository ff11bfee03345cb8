import { getOperationAST, getVariableValues, GraphQLError, OperationTypeNode, type GraphQLSchema } from 'graphql';
import { clientError } from '@reelhouse/errors';
import { answerWithStream, takesStream, type RequestContext } from '@reelhouse/http-server';
import type { Telemetry } from '@reelhouse/telemetry';
import type { Authorized } from './authorization/authorization-filter.ts';
import type { DeniedOperation } from './denials/denial.ts';
import { deniedCoordinates } from './denials/denied-coordinates.ts';
import type { DataObject } from './execution/data.ts';
import type { GatewayRequest, GatewayResult } from './gateway-interface.ts';
import type { ServedSupergraph } from './live-schema/served-supergraph.ts';
import type { OperationToPlan } from './plan-cache.ts';
import type { Variables } from './subscriptions/executable-subscription.ts';
import type { SubscriptionEngine } from './subscriptions/subscription-engine.ts';
import { observedPlan } from './telemetry/observed-plans.ts';

/** What operations are answered with. */
export interface AnswersOptions<Context extends RequestContext> {
  /** The version of the supergraph that an operation was validated against. */
  readonly versionOf: (schema: GraphQLSchema) => ServedSupergraph<Context> | undefined;
  readonly subscriptions: SubscriptionEngine<Context>;
  readonly telemetry?: Pick<Telemetry, 'requests' | 'metrics'> | undefined;
  /** Is told of each operation of which something was denied. */
  readonly onDenied?: ((denied: DeniedOperation) => void) | undefined;
}

/** Answers one operation at a time: what of it is allowed is planned, and then executed or subscribed to. */
export class OperationAnswers<Context extends RequestContext> {
  readonly #options: AnswersOptions<Context>;
  /** The coordinates of what was denied, made once for all who are denied the same. */
  readonly #denied = new WeakMap<Authorized, readonly string[]>();
  /** What is there already, by the variables of a request, an object that Apollo Server hands on as it is. */
  readonly #results = new WeakMap<object, GatewayResult>();
  /** What broke instead, by the result that stands for it. */
  readonly #thrown = new WeakMap<GatewayResult, unknown>();

  constructor(options: AnswersOptions<Context>) {
    this.#options = options;
  }

  /** Answers what Apollo Server asks: by the result that is there already, if it was answered before. */
  async answerToApollo(request: GatewayRequest): Promise<GatewayResult> {
    const { variables } = request.request;
    const result = variables && this.#results.get(variables);
    if (!result) return this.answer(request);
    if (this.#thrown.has(result)) throw this.#thrown.get(result);
    return result;
  }

  /**
   * Has Apollo Server word a result that is there already.
   *
   * @returns the variables for that request.
   */
  variablesFor(result: GatewayResult, variables: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const sent = { ...variables };
    this.#results.set(sent, result);
    return sent;
  }

  /** What stands for the result of an operation that broke: Apollo Server is to word it as it does what is thrown. */
  broken(error: unknown): GatewayResult {
    const result: GatewayResult = { errors: [new GraphQLError('the operation broke')] };
    this.#thrown.set(result, error);
    return result;
  }

  /** @throws {Error} if the operation was validated against a schema that is not served. */
  async answer(request: GatewayRequest): Promise<GatewayResult> {
    const { document, queryHash } = request;
    const { operationName, variables = {} } = request.request;
    const operation = getOperationAST(document, operationName);
    if (!operation) return { errors: [unknownOperation(operationName)] };
    // Never the current version: a request that was validated before a swap may not exist in the schema after it.
    const version = this.#options.versionOf(request.schema);
    if (!version) throw new Error('the operation was validated against a schema that this runtime does not serve');
    const { apiSchema, authorization } = version.parts;
    const context = request.context as RequestContext;
    const asked = { document, documentKey: queryHash, operation };
    const authorized = authorization.for(asked, context.identity);
    if (authorized.kind !== 'allowed') this.#tellDenied(authorized, asked, apiSchema, context);
    if (authorized.kind === 'denied') return { data: null, errors: [...authorized.errors] };
    const { errors, coerced } = getVariableValues(apiSchema, operation.variableDefinitions ?? [], variables);
    if (errors) return { errors };
    try {
      const { toPlan } = authorized;
      if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
        return await this.#subscribe(toPlan, version, request, coerced);
      }
      const { plans } = version.parts;
      const { telemetry } = this.#options;
      const answer = telemetry?.requests
        ? observedPlan(plans, toPlan, context.trace, telemetry.metrics?.gateway)
        : plans.get(toPlan);
      return withDenied(await answer(request, coerced), authorized, coerced);
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      throw error;
    }
  }

  #tellDenied(
    authorized: Exclude<Authorized, { kind: 'allowed' }>,
    { document, operation }: OperationToPlan,
    apiSchema: GraphQLSchema,
    { identity, clientAddress }: RequestContext,
  ): void {
    const { telemetry, onDenied } = this.#options;
    // What is denied of a part that is skipped in any case was not asked for.
    if (authorized.errors.length === 0) return;
    telemetry?.metrics?.gateway.denied(identity?.scopes);
    if (!onDenied) return;
    let coordinates = this.#denied.get(authorized);
    if (!coordinates) {
      coordinates = deniedCoordinates(apiSchema, document, operation, authorized.errors);
      this.#denied.set(authorized, coordinates);
    }
    onDenied({ identity, clientAddress, operationName: operation.name?.value, coordinates });
  }

  /** What is answered here is sent only if there is no stream. */
  async #subscribe(
    toPlan: OperationToPlan,
    version: ServedSupergraph<Context>,
    { request, context }: GatewayRequest,
    coerced: Variables,
  ): Promise<GatewayResult> {
    if (!takesStream(context)) return { errors: [notAStream()] };
    const { documentKey, operation } = toPlan;
    const stream = await this.#options.subscriptions.subscribe({
      subscription: version.parts.subscriptions.get(toPlan),
      key: `${documentKey}:${operation.name?.value ?? ''}`,
      request: { context, raw: request.variables ?? {}, coerced },
      version,
      lease: () => version.lease(),
      signal: (context as RequestContext).signal,
    });
    if ('errors' in stream) return { errors: [...stream.errors] };
    if (!answerWithStream(context, stream)) await stream.return();
    return { data: null };
  }
}

/** The answer to what was planned as one to what was asked: what was left out of it is null, and told. */
function withDenied(
  result: GatewayResult,
  authorized: Exclude<Authorized, { kind: 'denied' }>,
  coerced: Variables,
): GatewayResult {
  if (authorized.kind === 'allowed') return result;
  const errors = [...authorized.errors, ...(result.errors ?? [])];
  const data = authorized.restore((result.data ?? null) as DataObject | null, coerced);
  return { ...result, data, ...(errors.length > 0 && { errors }) };
}

function notAStream(): GraphQLError {
  return clientError(
    'BAD_REQUEST',
    'A subscription is answered as a stream: over a WebSocket, or to who accepts text/event-stream or multipart/mixed.',
  );
}

function unknownOperation(operationName: string | undefined): GraphQLError {
  return new GraphQLError(
    operationName === undefined
      ? 'Must provide operation name if query contains multiple operations.'
      : `Unknown operation named "${operationName}".`,
  );
}
