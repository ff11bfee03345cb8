import type { FormattedExecutionResult } from 'graphql';
import type { HotOperation, RequestContext } from '@reelhouse/http-server';
import type { GatewayResult } from '../gateway-interface.ts';
import type { ServedSupergraph } from '../live-schema/served-supergraph.ts';
import type { OperationAnswers } from '../operation-answers.ts';
import type { PreparedOperation } from '../registered-operations/prepared-operations.ts';

/** A request for a registered operation. */
export interface HotRequest<Context extends RequestContext> {
  readonly version: ServedSupergraph<Context>;
  readonly prepared: PreparedOperation;
  /** As they were sent. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: Context;
}

/**
 * Answers a registered operation without Apollo Server: it is parsed, validated, planned and compiled already. Authorization,
 * denials, traces and metrics are those of every operation, as they belong to how it is answered.
 */
export class HotAnswer<Context extends RequestContext> implements HotOperation {
  readonly #answers: OperationAnswers<Context>;
  readonly #request: HotRequest<Context>;

  constructor(answers: OperationAnswers<Context>, request: HotRequest<Context>) {
    this.#answers = answers;
    this.#request = request;
  }

  get answered(): HotOperation['answered'] {
    const { entry, operation } = this.#request.prepared;
    return {
      operation: { name: operation.name?.value ?? null, type: operation.operation },
      operationId: entry.operation.id,
      errorCodes: [],
    };
  }

  async execute(): Promise<FormattedExecutionResult> {
    const { version, prepared, variables, context } = this.#request;
    const giveBack = version.lease();
    try {
      const answer = await this.#answers.answer({
        schema: version.parts.apiSchema,
        document: prepared.document,
        queryHash: prepared.entry.operation.id,
        request: { variables },
        context,
      });
      return answer as FormattedExecutionResult;
    } catch (error) {
      return this.#answers.broken(error) as FormattedExecutionResult;
    } finally {
      giveBack();
    }
  }

  variablesFor(result: FormattedExecutionResult): Record<string, unknown> {
    return this.#answers.variablesFor(result as GatewayResult, this.#request.variables);
  }
}
