import type { IncomingHttpHeaders } from 'node:http';
import type { Span, SpanOptions } from '@opentelemetry/api';

/** Where a request stands in a trace. It is handed on with the request's context. */
export interface RequestTrace {
  /** The span that is under way. */
  readonly span: Span;
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** Starts a span below; undefined where the request is not sampled. */
  start(name: string, options?: SpanOptions): RequestTrace | undefined;
  /** The headers that carry the trace to another process (W3C Trace Context). */
  headers(): Readonly<Record<string, string>>;
}

/** The operation of a request, once it is known to be valid. */
export interface RequestedOperation {
  /** Null for an anonymous one. */
  readonly name: string | null;
  readonly type: 'query' | 'mutation' | 'subscription';
}

/** How a request to the GraphQL endpoint ended. */
export interface RequestOutcome {
  /** The HTTP status. */
  readonly status: number;
  /** Undefined where no valid operation was found. */
  readonly operation: RequestedOperation | undefined;
  /** The hash of the operation's text (SHA-256, hexadecimal), whether it was valid or not. */
  readonly operationId: string | undefined;
  /** The codes of the errors of the answer, each once. */
  readonly errorCodes: readonly string[];
  /** From the head of the request to the end of the answer. */
  readonly seconds: number;
}

/** A request under way. */
export interface RequestObservation {
  /** Undefined where nothing is traced. */
  readonly trace?: RequestTrace;
  /** Called once, when the answer was sent or its client has left. */
  end(outcome: RequestOutcome): void;
}

/** Watches the requests to the GraphQL endpoint from outside: what traces and metrics are made of. */
export interface RequestObserver {
  /** Called when the head of a request was read. The path is without the query string, which holds variables. */
  begin(request: {
    readonly method: string;
    readonly path: string;
    readonly headers: IncomingHttpHeaders;
    readonly requestId: string;
  }): RequestObservation;
}
