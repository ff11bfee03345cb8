import { port, readConfig } from '@reelhouse/config';
import type { Logger } from '@reelhouse/logging';
import { Metrics } from './metrics.ts';
import { observeRequests, type RequestObserver } from './observe-requests.ts';
import { serveMetrics } from './serve-metrics.ts';
import { startTracing } from './tracing.ts';
import { tracesAreSent } from './tracing-settings.ts';

/** What a process shows of itself. */
export interface Telemetry {
  /** Undefined where neither spans nor metrics are on: then nothing is measured at all. */
  readonly requests?: RequestObserver;
  readonly metrics?: Metrics;
  /** Where Prometheus finds the metrics. */
  readonly metricsUrl?: string;
  /** Sends what is left, within 3 seconds, and closes the port. May be called again. */
  stop(): Promise<void>;
}

/** Who shows itself, and where. */
export interface TelemetryOptions {
  /** The name of the service in traces, unless `OTEL_SERVICE_NAME` says otherwise. */
  readonly serviceName: string;
  /** Where metrics are served. */
  readonly host: string;
  readonly log: Logger;
  /**
   * `METRICS_PORT` and OpenTelemetry's switches are read from it; the rest of OpenTelemetry's variables is read from the
   * environment of the process by its SDK.
   */
  readonly environment: Record<string, string | undefined>;
  /** The port of the metrics, before `METRICS_PORT`. */
  readonly metricsPort?: number | undefined;
  /** Names of operations that metrics always tell apart. */
  readonly knownOperations?: Iterable<string>;
}

/**
 * Starts what the environment asks for: spans if there is an OTLP endpoint, metrics if there is a port.
 *
 * @throws {StartupError} for a wrong setting, or a port that cannot be listened on.
 */
export async function startTelemetry(options: TelemetryOptions): Promise<Telemetry> {
  const { serviceName, log, environment } = options;
  const { METRICS_PORT } = readConfig({ METRICS_PORT: port().optional() }, environment);
  const sent = tracesAreSent(environment);
  const metrics = await openMetrics(options, options.metricsPort ?? METRICS_PORT);
  const tracing = sent ? startTracing(serviceName, log) : undefined;
  const requests = observeRequests(tracing?.tracer, metrics?.metrics);
  return {
    ...(requests && { requests }),
    ...(metrics && { metrics: metrics.metrics, metricsUrl: metrics.server.url }),
    async stop() {
      await Promise.all([tracing?.stop(), metrics?.server.stop()]);
    },
  };
}

async function openMetrics({ host, log, knownOperations }: TelemetryOptions, metricsPort: number | undefined) {
  if (metricsPort === undefined) return undefined;
  const metrics = new Metrics({ ...(knownOperations && { knownOperations }) });
  const server = await serveMetrics({ registry: metrics.registry, host, port: metricsPort, log });
  log.info({ url: server.url }, 'metrics are served');
  return { metrics, server };
}
