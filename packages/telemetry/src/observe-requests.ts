import { defaultTextMapGetter, ROOT_CONTEXT, SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import type { Metrics } from './metrics.ts';
import type { RequestOutcome } from './request-outcome.ts';
import { Trace } from './trace.ts';

/** A request of which only the head is known. */
export interface ObservedRequest {
  readonly method: string;
  /** Without the query string, which holds variables. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly requestId: string;
}

/** A request under way. */
export interface RequestObservation {
  /** Undefined where nothing is traced; there also for a request that is not sampled. */
  readonly trace?: Trace;
  /** To be called once, when the answer is sent. */
  end(outcome: RequestOutcome): void;
}

/** Watches the requests to a GraphQL endpoint from outside. */
export interface RequestObserver {
  begin(request: ObservedRequest): RequestObservation;
}

/** Errors that are ours to mend. Any other is the client's, or the answer to what it asked. */
const faults: ReadonlySet<string> = new Set(['INTERNAL_SERVER_ERROR', 'SUBGRAPH_UNAVAILABLE']);

const propagator = new W3CTraceContextPropagator();

/** Watches requests by spans, by metrics, or both; undefined if by neither, so that nothing is done for it. */
export function observeRequests(tracer: Tracer | undefined, metrics: Metrics | undefined): RequestObserver | undefined {
  if (!tracer) return metrics && { begin: () => ({ end: (outcome) => metrics.requests.observe(outcome) }) };
  return {
    begin(request) {
      const trace = startTrace(tracer, request);
      return {
        trace,
        end(outcome) {
          metrics?.requests.observe(outcome);
          if (trace.span.isRecording()) endSpan(trace, outcome);
        },
      };
    },
  };
}

/** Names and attributes are those of OpenTelemetry's conventions for HTTP servers and for GraphQL. */
function startTrace(tracer: Tracer, { method, path, headers, requestId }: ObservedRequest): Trace {
  const attributes = {
    'http.request.method': method,
    'http.route': path,
    'url.path': path,
    'url.scheme': 'http',
    'request.id': requestId,
  };
  const caller = propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter);
  return new Trace(tracer, `${method} ${path}`, { kind: SpanKind.SERVER, attributes }, caller);
}

function endSpan({ span }: Trace, { status, operation, operationId, errorCodes }: RequestOutcome): void {
  span.setAttribute('http.response.status_code', status);
  if (operation) span.setAttribute('graphql.operation.type', operation.type);
  if (operation?.name) span.setAttribute('graphql.operation.name', operation.name.slice(0, 100));
  if (operationId !== undefined) span.setAttribute('graphql.operation.id', operationId);
  if (errorCodes.length > 0) span.setAttribute('graphql.error.codes', [...errorCodes]);
  const fault = errorCodes.find((code) => faults.has(code)) ?? (status >= 500 ? String(status) : undefined);
  if (fault !== undefined) {
    span.setAttribute('error.type', fault);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}
