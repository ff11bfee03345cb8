import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { readableLog } from '../../logging/src/readable-log.fixture.ts';
import { spanTrees, startCollector } from './collector.fixture.ts';
import { startTelemetry } from './index.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const request = { method: 'POST', path: '/graphql', headers: {}, requestId: 'r1' };
const outcome = {
  status: 200,
  operation: { name: 'Films', type: 'query' },
  operationId: 'f00d',
  errorCodes: [],
  seconds: 0.02,
};

/** Telemetry as these variables of the environment ask for it. */
function start(variables: Record<string, string>) {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  const { lines, log } = readableLog();
  const options = { serviceName: 'test', host: '127.0.0.1', log, environment: process.env };
  return startTelemetry(options).then((telemetry) => ({ ...telemetry, lines }));
}

describe('nothing is watched', () => {
  test.each<[string, Record<string, string>]>([
    ['by default', {}],
    ['if the SDK is disabled', { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', OTEL_SDK_DISABLED: 'TRUE' }],
    ['without an exporter', { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', OTEL_TRACES_EXPORTER: 'none' }],
  ])('%s', async (_when, variables) => {
    const telemetry = await start(variables);
    expect(telemetry.requests).toBeUndefined();
    expect(telemetry.metrics).toBeUndefined();
    await telemetry.stop();
  });
});

test.each<[Record<string, string>, string]>([
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }, 'OTEL_EXPORTER_OTLP_ENDPOINT: expected a URL'],
  [{ OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, 'OTEL_EXPORTER_OTLP_PROTOCOL: expected http/protobuf'],
  [{ OTEL_TRACES_EXPORTER: 'zipkin' }, 'OTEL_TRACES_EXPORTER: expected otlp'],
  [{ OTEL_TRACES_SAMPLER: 'sometimes' }, 'OTEL_TRACES_SAMPLER: expected always_on, always_off'],
  [{ OTEL_TRACES_SAMPLER: 'traceidratio' }, 'OTEL_TRACES_SAMPLER_ARG: expected a share from 0 to 1'],
  [
    { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '1%' },
    'OTEL_TRACES_SAMPLER_ARG: expected a share from 0 to 1',
  ],
  [{ METRICS_PORT: 'on' }, 'METRICS_PORT: expected a port number'],
])('%j is refused at the start', async (variables, message) => {
  const attempt = start({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', ...variables });
  await expect(attempt).rejects.toThrow(expect.objectContaining({ name: 'StartupError' }));
  await expect(attempt).rejects.toThrow(message);
});

test('a metrics port that is taken is one line', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  await expect(start({ METRICS_PORT: String(port) })).rejects.toThrow(
    /^cannot serve metrics on port \d+ .*METRICS_PORT/,
  );
  taken.close();
});

describe('spans', () => {
  test('are sent with the name of the service, below the span of the caller', async () => {
    const collector = await startCollector();
    const telemetry = await start({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-api-key=k1',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment=staging',
    });
    const caller = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };
    const observed = telemetry.requests?.begin({
      ...request,
      headers: { traceparent: `00-${caller.traceId}-${caller.spanId}-01`, tracestate: 'vendor=1' },
    });
    expect(observed?.trace?.headers()).toEqual({
      traceparent: `00-${caller.traceId}-${observed?.trace?.span.spanContext().spanId}-01`,
      tracestate: 'vendor=1',
    });
    observed?.trace?.start('plan')?.span.end();
    observed?.end(outcome);
    await telemetry.stop();
    await collector.stop();
    expect(collector.spans.find(({ kind }) => kind === 2)).toMatchObject({
      traceId: caller.traceId,
      parentSpanId: caller.spanId,
      name: 'POST /graphql',
      status: 0,
      service: 'test',
      attributes: {
        'http.request.method': 'POST',
        'http.response.status_code': 200,
        'graphql.operation.name': 'Films',
        'graphql.operation.id': 'f00d',
        'request.id': 'r1',
      },
    });
    expect(spanTrees(collector.spans)).toMatchObject([{ name: 'POST /graphql', below: [{ name: 'plan' }] }]);
    expect(collector.received[0]).toMatchObject({ 'x-api-key': 'k1' });
    expect(collector.bodies.join('')).toContain('staging');
  });

  test('of a malformed caller start a trace of their own', async () => {
    const collector = await startCollector();
    const telemetry = await start({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${collector.url}/v1/traces` });
    const traceparent = '00-00000000000000000000000000000000-00f067aa0ba902b7-01, 00';
    telemetry.requests?.begin({ ...request, headers: { traceparent } }).end(outcome);
    await telemetry.stop();
    await collector.stop();
    expect(collector.spans).toMatchObject([{ parentSpanId: '', traceId: expect.stringMatching(/[1-9a-f]/) as string }]);
  });

  test('of a request that is not sampled are not started, and the subgraphs are told so', async () => {
    const collector = await startCollector();
    const telemetry = await start({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0',
    });
    const observed = telemetry.requests?.begin(request);
    expect(observed?.trace?.start('plan')).toBeUndefined();
    expect(observed?.trace?.headers()['traceparent']).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    observed?.end(outcome);
    await telemetry.stop();
    await collector.stop();
    expect(collector.received).toEqual([]);
  });

  test.each([
    [200, ['NOT_FOUND'], 0],
    [200, ['NOT_FOUND', 'SUBGRAPH_UNAVAILABLE'], 2],
    [503, [], 2],
    [400, ['BAD_REQUEST'], 0],
  ])('status %j with %j has the status %j', async (status, errorCodes, expected) => {
    const collector = await startCollector();
    const telemetry = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    telemetry.requests?.begin(request).end({ ...outcome, status, errorCodes });
    await telemetry.stop();
    await collector.stop();
    expect(collector.spans.map((span) => span.status)).toEqual([expected]);
  });
});

describe('stopping ends', () => {
  test('where the collector hangs: the spans are given up, and its connection is closed', async () => {
    const collector = await startCollector('hangs');
    const patient = { OTEL_EXPORTER_OTLP_TIMEOUT: '600000', OTEL_BSP_EXPORT_TIMEOUT: '600000' };
    const telemetry = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, ...patient });
    telemetry.requests?.begin(request).end(outcome);
    const came = collector.next();
    const disconnected = collector.disconnected();
    await telemetry.stop();
    await Promise.all([came, disconnected]);
    expect(telemetry.lines.map(({ msg }) => msg)).toContain(
      'the trace collector did not take the last spans in time; they are dropped',
    );
    await collector.stop();
  });

  test('where the collector is down, which is told once', async () => {
    const collector = await startCollector();
    await collector.stop();
    const telemetry = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_EXPORTER_OTLP_TIMEOUT: '200' });
    for (let count = 0; count < 2000; count++) telemetry.requests?.begin(request).end(outcome);
    await telemetry.stop();
    expect(telemetry.lines.map(({ msg }) => msg)).toEqual([
      'the trace collector does not take spans; they are dropped',
    ]);
  });
});
