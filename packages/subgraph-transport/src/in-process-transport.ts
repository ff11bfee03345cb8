import {
  execute,
  GraphQLError,
  validate,
  ValuesOfCorrectTypeRule,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { nameArgument, type RequestContext } from '@reelhouse/http-server';
import { within } from './deadline.ts';
import { publicErrors, unavailable } from './subgraph-errors.ts';
import type { PreparedOperation, SubgraphOperation, SubgraphTransport } from './subgraph-transport.ts';

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
  /** How many parsed operations are kept; 1000 by default. */
  readonly maxDocuments?: number;
}

/** An operation that was parsed, or why it cannot be executed. */
type Prepared = DocumentNode | readonly GraphQLError[];

/** Executes operations on a schema in this process: no HTTP, no text but that of a new operation. */
export class InProcessTransport<Context extends RequestContext> implements SubgraphTransport<Context> {
  readonly #options: InProcessOptions<Context>;
  readonly #documents: LRUCache<string, Prepared>;

  constructor(options: InProcessOptions<Context>) {
    this.#options = options;
    this.#documents = new LRUCache({ max: options.maxDocuments ?? 1000 });
  }

  prepare({ query, document, operationName }: SubgraphOperation): PreparedOperation<Context> {
    const { subgraph, deadlineSeconds = 10 } = this.#options;
    const prepared = this.#prepared(query, document);
    return async (variables, context) => {
      try {
        const { data, errors } = await within(deadlineSeconds, this.#run(prepared, operationName, variables, context));
        return {
          ...(data !== undefined && { data }),
          ...(errors && { errors: publicErrors(subgraph, errors, context) }),
        };
      } catch (error) {
        context.log.warn({ subgraph, err: error }, 'a subgraph did not answer');
        return { errors: [unavailable(subgraph)] };
      }
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
    this.#documents.clear();
  }

  async #run(
    document: Prepared,
    operationName: string | undefined,
    variables: Readonly<Record<string, unknown>>,
    context: Context,
  ): Promise<ExecutionResult> {
    if (!('definitions' in document)) return { errors: document };
    let contextValue: unknown;
    try {
      contextValue = await this.#options.context(context);
    } catch (error) {
      return { errors: [asGraphQLError(error)] };
    }
    const result = await execute({
      schema: this.#options.schema,
      document,
      contextValue,
      variableValues: variables,
      ...(operationName !== undefined && { operationName }),
    });
    // Without data nothing was executed: the value of a variable is not one of its type.
    if (result.data !== undefined) return result;
    return { errors: (result.errors ?? []).map((error) => withCode(error, 'BAD_USER_INPUT')) };
  }

  /**
   * The planner writes valid operations, but does not know what values a subgraph's own scalars take: those written in
   * the operation are checked, once per operation.
   */
  #prepared(query: string, document: DocumentNode): Prepared {
    const kept = this.#documents.get(query);
    if (kept) return kept;
    const prepared = prepare(this.#options.schema, document);
    this.#documents.set(query, prepared);
    return prepared;
  }
}

function prepare(schema: GraphQLSchema, document: DocumentNode): Prepared {
  try {
    const errors = validate(schema, document, [ValuesOfCorrectTypeRule]);
    for (const error of errors) nameArgument(error, document);
    return errors.length === 0 ? document : errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED'));
  } catch (error) {
    return [asGraphQLError(error)];
  }
}

function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(error.message, { originalError: error, extensions: { code, ...error.extensions } });
}
