import type { Tracer } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import {
  defaultResource,
  detectResources,
  envDetector,
  hostDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { Logger } from '@reelhouse/logging';
import { CollectorAgent } from './collector-agent.ts';
import { ReportingExporter } from './reporting-exporter.ts';

/** How long the last spans may take to be sent, in seconds. */
const flushSeconds = 3;

/** Spans that are sent. */
export interface Tracing {
  readonly tracer: Tracer;
  /** Sends what is left, within 3 seconds; what could not be sent by then is dropped. */
  stop(): Promise<void>;
}

/**
 * Sends spans by OTLP over HTTP, in batches. Nothing is registered with OpenTelemetry's global API, and no context is kept
 * in an AsyncLocalStorage: a `Trace` is handed on instead.
 *
 * @param serviceName unless `OTEL_SERVICE_NAME` or `OTEL_RESOURCE_ATTRIBUTES` say otherwise.
 */
export function startTracing(serviceName: string, log: Logger): Tracing {
  const agent = new CollectorAgent();
  const exporter = new OTLPTraceExporter({ httpAgentOptions: agent.forProtocol });
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': serviceName, 'process.pid': process.pid }))
      .merge(detectResources({ detectors: [hostDetector, envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new ReportingExporter(exporter, log))],
  });
  let stopped: Promise<void> | undefined;
  return {
    tracer: provider.getTracer('reelhouse'),
    stop: () => (stopped ??= within(flushSeconds, provider.shutdown(), log).finally(() => agent.cut())),
  };
}

async function within(seconds: number, flushed: Promise<void>, log: Logger): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => (timer = setTimeout(resolve, seconds * 1000, 'late')));
  try {
    if ((await Promise.race([flushed, late])) === 'late') {
      log.warn({ seconds }, 'the trace collector did not take the last spans in time; they are dropped');
    }
  } catch (error) {
    log.warn({ err: error }, 'the last spans could not be sent');
  } finally {
    clearTimeout(timer);
  }
}
