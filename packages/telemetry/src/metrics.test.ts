import { describe, expect, test } from 'vitest';
import { readableLog } from '../../logging/src/readable-log.fixture.ts';
import { Metrics, serveMetrics } from './index.ts';
import { readSamples } from './samples.fixture.ts';

const answered = { status: 200, operationId: 'f00d', errorCodes: [], seconds: 0.02 };
const named = (name: string | null) => ({ ...answered, operation: { name, type: 'query' } });

async function scrape(metrics: Metrics) {
  const { log } = readableLog();
  const server = await serveMetrics({ registry: metrics.registry, host: '127.0.0.1', port: 0, log });
  try {
    const response = await fetch(server.url);
    return { response, samples: readSamples(await response.text()) };
  } finally {
    await server.stop();
  }
}

test('requests are counted by operation, status and code', async () => {
  const metrics = new Metrics();
  metrics.requests.observe(named('Films'));
  metrics.requests.observe({ ...named('Films'), errorCodes: ['NOT_FOUND', 'FORBIDDEN'] });
  metrics.requests.observe(named(null));
  metrics.requests.observe({ ...answered, status: 400, operation: undefined, errorCodes: ['BAD_REQUEST'] });
  const { response, samples } = await scrape(metrics);
  expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  expect(Object.fromEntries(samples)).toMatchObject({
    'graphql_requests_total{operation="Films",status="200"}': 2,
    'graphql_requests_total{operation="anonymous",status="200"}': 1,
    'graphql_requests_total{operation="invalid",status="400"}': 1,
    'graphql_request_errors_total{operation="Films",code="NOT_FOUND"}': 1,
    'graphql_request_errors_total{operation="Films",code="FORBIDDEN"}': 1,
    'graphql_request_errors_total{operation="invalid",code="BAD_REQUEST"}': 1,
    'graphql_request_duration_seconds_bucket{le="0.01",operation="Films"}': 0,
    'graphql_request_duration_seconds_bucket{le="0.025",operation="Films"}': 2,
    'graphql_request_duration_seconds_count{operation="Films"}': 2,
  });
});

test('the process is measured, with the lag of its event loop', async () => {
  const { samples } = await scrape(new Metrics());
  expect([...samples.keys()]).toEqual(
    expect.arrayContaining(['process_resident_memory_bytes', 'nodejs_eventloop_lag_p99_seconds']),
  );
});

test('plans, fetches, retries and breakers of a gateway are counted', async () => {
  const metrics = new Metrics({ ofProcess: false });
  metrics.gateway.planned(0.004, 1);
  metrics.gateway.planKept();
  metrics.gateway.fetched('film', 0.003, []);
  metrics.gateway.fetched('film', 0.003, ['SUBGRAPH_UNAVAILABLE']);
  metrics.gateway.retried('film');
  metrics.gateway.denied(undefined);
  metrics.gateway.denied(['staff', 'manager']);
  metrics.gateway.denied(['manager', 'staff']);
  metrics.gateway.breaker('film', '10.0.0.1:4001', 'open');
  metrics.gateway.breaker('film', '10.0.0.2:4001', 'open');
  metrics.gateway.breaker('film', '10.0.0.2:4001', 'half-open');
  metrics.gateway.breaker('film', '10.0.0.3:4001', 'open');
  metrics.gateway.forgetInstance('film', '10.0.0.3:4001');
  const { samples } = await scrape(metrics);
  expect(Object.fromEntries(samples)).toMatchObject({
    gateway_plan_cache_hits_total: 1,
    gateway_plan_cache_misses_total: 1,
    gateway_plan_cache_entries: 1,
    gateway_plan_duration_seconds_count: 1,
    'gateway_fetch_duration_seconds_count{subgraph="film"}': 2,
    'gateway_fetch_errors_total{subgraph="film",code="SUBGRAPH_UNAVAILABLE"}': 1,
    'gateway_fetch_retries_total{subgraph="film"}': 1,
    'gateway_denials_total{role="anonymous"}': 1,
    'gateway_denials_total{role="manager staff"}': 2,
    'gateway_subgraph_breaker_state{subgraph="film",instance="10.0.0.1:4001"}': 2,
    'gateway_subgraph_breaker_state{subgraph="film",instance="10.0.0.2:4001"}': 1,
  });
  expect([...samples.keys()].join()).not.toContain('10.0.0.3');
});

describe('time series are bounded, whatever clients send', () => {
  test('as many operations as there are places stand for themselves, and known ones always', async () => {
    const metrics = new Metrics({ ofProcess: false, knownOperations: ['Checkout'] });
    for (let count = 0; count < 5000; count++) metrics.requests.observe(named(`Made${count}`));
    metrics.requests.observe(named('Checkout'));
    const { samples } = await scrape(metrics);
    const counted = [...samples.keys()].filter((key) => key.startsWith('graphql_requests_total'));
    expect(counted).toHaveLength(201);
    expect(samples.get('graphql_requests_total{operation="Checkout",status="200"}')).toBe(1);
    expect(samples.get('graphql_requests_total{operation="other",status="200"}')).toBe(4801);
  });

  test('a name of great length has no place', async () => {
    const metrics = new Metrics({ ofProcess: false });
    metrics.requests.observe(named('a'.repeat(10_000)));
    const { samples } = await scrape(metrics);
    expect(samples.get('graphql_requests_total{operation="other",status="200"}')).toBe(1);
  });

  test('codes too', async () => {
    const metrics = new Metrics({ ofProcess: false });
    for (let count = 0; count < 500; count++) metrics.requests.observe({ ...named('A'), errorCodes: [`C${count}`] });
    const { samples } = await scrape(metrics);
    const counted = [...samples.keys()].filter((key) => key.startsWith('graphql_request_errors_total'));
    expect(counted).toHaveLength(101);
  });

  test('roles too, whatever scopes an issuer makes up', async () => {
    const metrics = new Metrics({ ofProcess: false });
    for (let count = 0; count < 500; count++) metrics.gateway.denied([`scope${count}`]);
    const { samples } = await scrape(metrics);
    expect([...samples.keys()].filter((key) => key.startsWith('gateway_denials_total'))).toHaveLength(21);
  });
});

test.each([
  ['GET', '/', 404],
  ['POST', '/metrics', 405],
  ['HEAD', '/metrics', 200],
  ['GET', '/metrics?x=1', 200],
])('%s %s is answered with %s', async (method, path, status) => {
  const { log } = readableLog();
  const { registry } = new Metrics({ ofProcess: false });
  const server = await serveMetrics({ registry, host: '127.0.0.1', port: 0, log });
  const response = await fetch(new URL(path, server.url), { method });
  expect(response.status).toBe(status);
  await server.stop();
});
