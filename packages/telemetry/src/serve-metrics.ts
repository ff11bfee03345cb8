import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartupError } from '@reelhouse/config';
import type { Logger } from '@reelhouse/logging';
import type { Registry } from 'prom-client';

/** What is served, and where. */
export interface ServeMetricsOptions {
  readonly registry: Registry;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly log: Logger;
}

/** A server of metrics that listens. */
export interface MetricsServer {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Serves `/metrics` to Prometheus, on a port of its own, so that it need not be open to clients.
 *
 * @throws {StartupError} if the port cannot be listened on.
 */
export async function serveMetrics({ registry, host, port, log }: ServeMetricsOptions): Promise<MetricsServer> {
  const server = createServer({ requestTimeout: 10_000 }, (request, response) => {
    const [path] = (request.url ?? '').split('?');
    if (path !== '/metrics') {
      answer(response, 404, 'Metrics are at /metrics.\n');
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      answer(response, 405, 'Metrics are served to GET and HEAD.\n');
      return;
    }
    registry.metrics().then(
      (text) => answer(response, 200, text, registry.contentType),
      (error: unknown) => {
        log.error({ err: error }, 'the metrics could not be collected');
        answer(response, 500, 'The metrics could not be collected; the log says why.\n');
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      const reason = `cannot serve metrics on port ${port} of ${host}: ${error.message}; set METRICS_PORT to another`;
      reject(new StartupError(reason, { cause: error }));
    });
    server.listen({ host, port }, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  let stopped: Promise<void> | undefined;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}/metrics`,
    port: bound,
    stop: () =>
      (stopped ??= new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      })),
  };
}

function answer(response: ServerResponse, status: number, text: string, type = 'text/plain; charset=utf-8'): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
}
