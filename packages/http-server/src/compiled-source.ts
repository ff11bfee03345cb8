import {
  GraphQLError,
  printSchema,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import { OperationCache, type CompiledOperation } from '@reelhouse/compiled-schema';
import type { AnsweredOperation } from './answered-operations.ts';

/** What Apollo Server takes instead of a schema where something else executes operations. */
type ExecutingSource<Context extends BaseContext> = ApolloServerOptionsWithGateway<Context>['gateway'];

type Loaded = Awaited<ReturnType<ExecutingSource<BaseContext>['load']>>;

/** What Apollo Server asks to be executed: it has parsed and validated it. */
type ExecutionRequest = Parameters<NonNullable<Loaded['executor']>>[0];

/** An operation that Apollo Server found to be valid. */
export interface KnownOperation {
  readonly execute: CompiledOperation;
  /** What is told of it, if it was executed without an error. */
  readonly answered: AnsweredOperation;
}

/**
 * Decides how an operation is executed, by whoever asks: it is given each operation once, when it is compiled, and what it
 * returns is executed in its place.
 */
export type GuardOperation = (
  execute: CompiledOperation,
  asked: { readonly document: DocumentNode; readonly operation: OperationDefinitionNode },
) => CompiledOperation;

/** How many texts of operations are kept compiled. */
const maxOperations = 1000;

/**
 * Makes Apollo Server execute a schema as compiled code. What was executed is kept by its text: it is valid, and the next
 * request with the same text need not be parsed or validated.
 */
export class CompiledSource<Context extends BaseContext> implements ExecutingSource<Context> {
  readonly #schema: GraphQLSchema;
  readonly #guard: GuardOperation | undefined;
  readonly #operations: OperationCache;
  readonly #known = new WeakMap<CompiledOperation, KnownOperation>();
  /** By the variables of the request, an object that Apollo Server hands on as it is. */
  readonly #results = new WeakMap<object, ExecutionResult>();

  constructor(schema: GraphQLSchema, guard?: GuardOperation) {
    this.#schema = schema;
    this.#guard = guard;
    this.#operations = new OperationCache(schema, maxOperations);
  }

  /** An operation that was executed for Apollo Server before; undefined if it is not kept. */
  known(text: string, operationName: string | undefined): KnownOperation | undefined {
    const execute = this.#operations.get(text, operationName);
    return execute && this.#known.get(execute);
  }

  /**
   * Has a request to Apollo Server answered with a result that is there already, and not executed again.
   *
   * @returns the variables for that request.
   */
  variablesFor(result: ExecutionResult, variables: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const sent = { ...variables };
    this.#results.set(sent, result);
    return sent;
  }

  onSchemaLoadOrUpdate(listener: Parameters<ExecutingSource<Context>['onSchemaLoadOrUpdate']>[0]): () => void {
    listener({ apiSchema: this.#schema, coreSupergraphSdl: printSchema(this.#schema) });
    return () => {};
  }

  async load(): Promise<Loaded> {
    return { executor: (request) => this.#execute(request) };
  }

  async stop(): Promise<void> {}

  async #execute(request: ExecutionRequest): Promise<ExecutionResult> {
    const { context, request: asked } = request;
    const { variables = {} } = asked;
    const result = this.#results.get(variables);
    if (result) return result;
    try {
      const { execute } = this.known(request.source, asked.operationName) ?? this.#compile(request);
      return await execute({ contextValue: context, variableValues: variables });
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      throw error;
    }
  }

  #compile({ request, source, document, operation, queryHash }: ExecutionRequest): KnownOperation {
    const compiled = this.#operations.compile(source, request.operationName, document);
    const execute = this.#guard?.(compiled, { document, operation }) ?? compiled;
    const told = { name: operation.name?.value ?? null, type: operation.operation };
    const known = { execute, answered: { operation: told, operationId: queryHash, errorCodes: [] } };
    this.#known.set(compiled, known);
    return known;
  }
}
