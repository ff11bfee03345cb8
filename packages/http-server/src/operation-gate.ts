import type { BaseContext } from '@apollo/server';
import type { FormattedExecutionResult } from 'graphql';
import type { AnsweredOperation } from './answered-operations.ts';
import type { IncomingRequest } from './options.ts';
import type { Refusal } from './refusal.ts';
import type { StreamTransport } from './streams/stream-options.ts';

/** An operation that a client asks for, by whichever transport. Nothing of it has been looked at. */
export interface AskedOperation<Context extends BaseContext> {
  /** As it was sent; over a WebSocket, `POST`. */
  readonly method: 'GET' | 'POST';
  /** `http` where the client takes one answer; else how it wants a stream. */
  readonly transport: 'http' | StreamTransport;
  /**
   * `query`, `operationName`, `variables`, `extensions`, `documentId` and whatever else was sent: the JSON object of the body, or
   * what the query string says, its `variables` and `extensions` read as JSON. These two are objects or absent, a name is text or
   * absent, and the query text or empty; values of others are of any type: one that a query string has several times is a list.
   */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly context: Context;
  readonly incoming: IncomingRequest;
}

/** How long an answer may be kept, and by whom. */
export interface AnswerCaching {
  /** In seconds; 0: it has to be asked for again each time, though an unchanged answer need not be sent again. */
  readonly maxAge: number;
  /** `PUBLIC` only where everybody is given the same answer. */
  readonly scope: 'PUBLIC' | 'PRIVATE';
}

/** What answers an operation in the place of Apollo Server. */
export interface HotOperation {
  /** What is told of it, if it was executed without an error. */
  readonly answered: AnsweredOperation;
  /**
   * Never rejects for what a client or a subgraph does. The errors of the result are as they were thrown: Apollo Server masks and
   * words them.
   */
  execute(): Promise<FormattedExecutionResult>;
  /**
   * Apollo Server also words the answer to what has failed: it is given the operation as `Admission.parameters` has it, but with
   * these variables, by which the result is found that is there already.
   */
  variablesFor(result: FormattedExecutionResult): Record<string, unknown>;
}

/** An operation that is executed. */
export interface Admission {
  /** What Apollo Server is given in place of what was sent. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /**
   * Answers a query, or a mutation that was posted, to a client that takes one answer and has a usual `accept` header; undefined:
   * Apollo Server does in any case.
   */
  readonly hot?: HotOperation | undefined;
  /** Headers of the answer, in lower case; over a WebSocket there are none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Of an answer without errors to a GET; without it no cache may keep it. */
  readonly caching?: AnswerCaching | undefined;
  /** Added to the extensions of a single result, whether it has errors or not. */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/**
 * Decides what becomes of the operations that clients ask for, over all transports alike: which text stands behind an id,
 * whether the operation is taken, and how it is answered.
 */
export interface OperationGate<Context extends BaseContext> {
  /**
   * Called with the head of a request (over a WebSocket, with its upgrade), before its body is read and who asks is known.
   *
   * @returns why it is not taken; it has to be cheap.
   */
  enter?(incoming: IncomingRequest): Refusal | undefined;
  /**
   * Called with each request and each operation of a WebSocket that is refused before it could be asked about: its body is no JSON, it
   * has parameters of no form, the token cannot be used.
   */
  missed?(incoming: IncomingRequest): void;
  /**
   * Called once for each operation, when who asks is known. It is not asked about what Apollo Server refuses for its shape: a GET
   * that another site may have sent, parameters of the wrong type, a request whose context cannot be made.
   *
   * @throws {Refusal} if it is not taken. Over a WebSocket and to who takes streams only, its code and message are what is sent.
   */
  admit(asked: AskedOperation<Context>): Admission | Promise<Admission>;
}
