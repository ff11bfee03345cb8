import type { RequestContext } from '@reelhouse/http-server';
import { readableLog, subgraphs, supergraphSdl, transportsTo, type Reached } from './graph.fixture.ts';
import { startGateway, type GatewayOptions } from './start-gateway.ts';

/** A gateway on a free port over the two subgraphs. */
export async function startTestGateway(
  reached: Reached = 'in-process',
  options: Partial<GatewayOptions<RequestContext>> = {},
  deadlineSeconds?: number,
) {
  const { schemas, entered, release } = subgraphs();
  const reach = await transportsTo(schemas, reached, deadlineSeconds);
  const { lines, log } = readableLog();
  const gateway = await startGateway<RequestContext>({
    supergraphSdl,
    transports: reach.transports,
    context: ({ requestId, log: requestLog }) => ({ requestId, log: requestLog }),
    host: '127.0.0.1',
    port: 0,
    log,
    ...options,
  });
  return {
    ...gateway,
    ...reach,
    origin: `http://127.0.0.1:${gateway.port}`,
    lines,
    entered,
    release,
    async stop() {
      await gateway.stop();
      await reach.stopSubgraphs();
    },
    ask: (query: string, variables?: object, headers?: Record<string, string>) =>
      ask(gateway.url, query, variables, headers),
  };
}

/** Posts an operation, and reads the answer. */
export async function ask(url: string, query: string, variables?: object, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
