import type { BaseContext } from '@apollo/server';
import type { ExecutionResult } from 'graphql';
import type { AnsweredOperation } from './answered-operations.ts';
import type { CompiledSource, KnownOperation } from './compiled-source.ts';
import type { HotOperation } from './operation-gate.ts';
import { isAbsent, isObject } from './request-parameters.ts';

/** A request whose operation is known to be valid. */
export interface LeanRequest<Context extends BaseContext> {
  /** What the Apollo Server executes. */
  readonly source: CompiledSource<Context>;
  readonly operation: KnownOperation;
  /** As they were sent: not yet of the types that the operation gives them. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * The short way for requests that can only be executed: a text that Apollo Server found to be valid before, with nothing unusual
 * about it. Whatever else comes, Apollo Server answers.
 */
export class LeanLane<Context extends BaseContext> {
  readonly #source: CompiledSource<Context>;

  /** @param source what the Apollo Server executes. */
  constructor(source: CompiledSource<Context>) {
    this.#source = source;
  }

  /**
   * Takes a request that it can answer.
   *
   * @param body the JSON object that was posted.
   * @returns undefined where Apollo Server has to answer.
   */
  take(body: Readonly<Record<string, unknown>>): LeanRequest<Context> | undefined {
    const { query, operationName, variables, extensions } = body;
    if (typeof query !== 'string' || !isAbsent(extensions)) return undefined;
    if (!isAbsent(operationName) && typeof operationName !== 'string') return undefined;
    if (!isAbsent(variables) && !isObject(variables)) return undefined;
    const operation = this.#source.known(query, operationName ?? undefined);
    return operation && { source: this.#source, operation, variables: variables ?? {} };
  }
}

/** A request to the lean lane, once who asks is known. */
export class LeanOperation<Context extends BaseContext> implements HotOperation {
  readonly #taken: LeanRequest<Context>;
  readonly #context: Context;

  constructor(taken: LeanRequest<Context>, context: Context) {
    this.#taken = taken;
    this.#context = context;
  }

  get answered(): AnsweredOperation {
    return this.#taken.operation.answered;
  }

  async execute(): Promise<ExecutionResult> {
    const { operation, variables } = this.#taken;
    return operation.execute({ contextValue: this.#context, variableValues: variables });
  }

  variablesFor(result: ExecutionResult): Record<string, unknown> {
    const { source, variables } = this.#taken;
    return source.variablesFor(result, variables);
  }
}
