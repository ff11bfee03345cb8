import { performance } from 'node:perf_hooks';
import { SpanKind, SpanStatusCode, type Attributes } from '@opentelemetry/api';
import type { RequestContext, RequestTrace } from '@reelhouse/http-server';
import {
  HttpTransport,
  type PreparedOperation,
  type SubgraphResponse,
  type SubgraphTransport,
} from '@reelhouse/subgraph-transport';
import type { GatewayMetrics, Telemetry } from '@reelhouse/telemetry';

/**
 * Watches the fetches of each transport by spans and metrics. Where telemetry is off, the transports are what they were.
 */
export function observeTransports<Context extends RequestContext>(
  transports: ReadonlyMap<string, SubgraphTransport<Context>>,
  telemetry: Pick<Telemetry, 'requests' | 'metrics'> | undefined,
): ReadonlyMap<string, SubgraphTransport<Context>> {
  if (!telemetry?.requests) return transports;
  const metrics = telemetry.metrics?.gateway;
  return new Map([...transports].map(([name, transport]) => [name, observed(name, transport, metrics)]));
}

function observed<Context extends RequestContext>(
  subgraph: string,
  transport: SubgraphTransport<Context>,
  metrics: GatewayMetrics | undefined,
): SubgraphTransport<Context> {
  const kind = transport instanceof HttpTransport ? SpanKind.CLIENT : SpanKind.INTERNAL;
  return {
    prepare(operation) {
      const ask = transport.prepare(operation);
      const attributes: Attributes = {
        'subgraph.name': subgraph,
        'graphql.operation.type': operation.kind,
        ...(operation.operationName !== undefined && { 'graphql.operation.name': operation.operationName }),
      };
      return observedFetch(ask, subgraph, metrics, (trace, variables) => {
        const { representations } = variables;
        const count = Array.isArray(representations) ? { 'subgraph.representations': representations.length } : {};
        return trace.start(`fetch ${subgraph}`, { kind, attributes: { ...attributes, ...count } });
      });
    },
    // A stream is no fetch: what it costs is counted where its results are executed.
    ...(transport.subscribe && { subscribe: transport.subscribe.bind(transport) }),
    ready: () => transport.ready(),
    stop: () => transport.stop(),
  };
}

function observedFetch<Context extends RequestContext>(
  ask: PreparedOperation<Context>,
  subgraph: string,
  metrics: GatewayMetrics | undefined,
  start: (trace: RequestTrace, variables: Readonly<Record<string, unknown>>) => RequestTrace | undefined,
): PreparedOperation<Context> {
  const watched = async (
    trace: RequestTrace | undefined,
    variables: Readonly<Record<string, unknown>>,
    context: Context,
  ): Promise<SubgraphResponse> => {
    const started = performance.now();
    const response = await ask(variables, trace ? { ...context, trace } : context);
    const codes = codesOf(response);
    metrics?.fetched(subgraph, (performance.now() - started) / 1000, codes);
    if (trace) end(trace, codes);
    return response;
  };
  return (variables, context) => {
    const trace = context.trace?.span.isRecording() ? start(context.trace, variables) : undefined;
    return trace || metrics ? watched(trace, variables, context) : ask(variables, context);
  };
}

function codesOf({ errors }: SubgraphResponse): readonly string[] {
  return errors ? [...new Set(errors.map(({ extensions }) => String(extensions?.['code'])))] : [];
}

function end({ span }: RequestTrace, codes: readonly string[]): void {
  if (codes[0] !== undefined) {
    span.setAttribute('graphql.error.codes', [...codes]);
    span.setAttribute('error.type', codes[0]);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}
