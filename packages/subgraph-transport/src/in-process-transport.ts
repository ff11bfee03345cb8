import {
  GraphQLError,
  validate,
  ValuesOfCorrectTypeRule,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { compileOperation, type CompiledOperation } from '@reelhouse/compiled-schema';
import { nameArgument, type RequestContext } from '@reelhouse/http-server';
import { within } from './deadline.ts';
import { subscribeInProcess } from './in-process-subscription.ts';
import { publicErrors, unavailable } from './subgraph-errors.ts';
import type {
  PreparedOperation,
  PreparedSubscription,
  SubgraphOperation,
  SubgraphResponse,
  SubgraphSubscriptionOperation,
  SubgraphTransport,
} from './subgraph-transport.ts';

/** A subgraph that runs in this process. */
export interface InProcessOptions<Context extends RequestContext> {
  /** Its name in the supergraph. */
  readonly subgraph: string;
  readonly schema: GraphQLSchema;
  /** Makes the context of the subgraph's resolvers from that of the client's request. */
  readonly context: (incoming: Context) => unknown;
  /** Whether it can answer at the moment; without it, it always can. */
  readonly ready?: () => Promise<boolean>;
  /** How long an operation may take, in seconds; 10 by default. Its resolvers are not stopped, only not waited for. */
  readonly deadlineSeconds?: number;
  /** How many compiled operations are kept; 1000 by default. */
  readonly maxOperations?: number;
}

/** Executes operations on a schema in this process, as compiled code: no HTTP, and nothing printed or parsed. */
export class InProcessTransport<Context extends RequestContext> implements SubgraphTransport<Context> {
  readonly #options: InProcessOptions<Context>;
  /** By the text of the operation: those of several clients often ask a subgraph for the same. */
  readonly #compiled: LRUCache<string, CompiledOperation>;

  constructor(options: InProcessOptions<Context>) {
    this.#options = options;
    this.#compiled = new LRUCache({ max: options.maxOperations ?? 1000 });
  }

  prepare(operation: SubgraphOperation): PreparedOperation<Context> {
    const { context: makeContext } = this.#options;
    const run = this.#compile(operation);
    return (variableValues, incoming) => {
      let contextValue: unknown;
      try {
        contextValue = makeContext(incoming);
      } catch (error) {
        return this.#respond({ errors: [asGraphQLError(error)], data: null }, incoming);
      }
      if (contextValue instanceof Promise) {
        const made = contextValue.then((value: unknown) => run({ contextValue: value, variableValues }));
        return this.#wait(made, incoming);
      }
      const result = run({ contextValue, variableValues });
      return result instanceof Promise ? this.#wait(result, incoming) : this.#respond(result, incoming);
    };
  }

  subscribe({ document, operationName }: SubgraphSubscriptionOperation): PreparedSubscription<Context> {
    const { schema, context: makeContext } = this.#options;
    return (variableValues, incoming, signal) => {
      const operation = { schema, document, operationName, variableValues };
      return subscribeInProcess(operation, () => makeContext(incoming), signal, {
        respond: (result) => this.#respond(result, incoming),
        failed: (error) => this.#failed(error, incoming),
      });
    };
  }

  async ready(): Promise<boolean> {
    try {
      return (await this.#options.ready?.()) ?? true;
    } catch {
      return false;
    }
  }

  async stop(): Promise<void> {
    this.#compiled.clear();
  }

  async #wait(pending: Promise<ExecutionResult>, context: Context): Promise<SubgraphResponse> {
    const { deadlineSeconds = 10 } = this.#options;
    try {
      return this.#respond(await within(deadlineSeconds, pending), context);
    } catch (error) {
      return this.#failed(error, context);
    }
  }

  #failed(error: unknown, context: Context): SubgraphResponse {
    const { subgraph } = this.#options;
    if (error instanceof GraphQLError) return this.#respond({ errors: [error], data: null }, context);
    context.log.warn({ subgraph, err: error }, 'a subgraph did not answer');
    return { errors: [unavailable(subgraph)] };
  }

  #respond({ data, errors }: ExecutionResult, context: Context): SubgraphResponse {
    if (!errors) return { data: data ?? null };
    // Without data nothing was executed: the value of a variable is not one of its type.
    const coded = data === undefined ? errors.map((error) => withCode(error, 'BAD_USER_INPUT')) : errors;
    return { ...(data !== undefined && { data }), errors: publicErrors(this.#options.subgraph, coded, context) };
  }

  #compile({ query, document, operationName }: SubgraphOperation): CompiledOperation {
    const key = operationName === undefined ? query : `${operationName} ${query}`;
    const kept = this.#compiled.get(key);
    if (kept) return kept;
    const compiled = compile(this.#options.schema, document, operationName);
    this.#compiled.set(key, compiled);
    return compiled;
  }
}

/**
 * The planner writes valid operations, but does not know what values a subgraph's own scalars take: those written in
 * the operation are checked, once per operation.
 */
function compile(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined): CompiledOperation {
  const errors = validate(schema, document, [ValuesOfCorrectTypeRule]);
  if (errors.length === 0) return compileOperation(schema, document, operationName);
  for (const error of errors) nameArgument(error, document);
  const refused = { errors: errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED')) };
  return () => refused;
}

function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(error.message, { originalError: error, extensions: { code, ...error.extensions } });
}
