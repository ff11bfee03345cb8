import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { systemClock } from '@reelhouse/clock';
import { startTelemetry } from '@reelhouse/gateway';
import { createLogger } from '@reelhouse/logging';
import { openHouse } from '@reelhouse/reelhouse';
import { createSampleDatabase } from '@reelhouse/test-database';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { spanTrees, startCollector, type SpanTree } from '../packages/telemetry/src/collector.fixture.ts';
import { readSamples } from '../packages/telemetry/src/samples.fixture.ts';

const root = join(import.meta.dirname, '..');
const database = await createSampleDatabase();

/** Stands for what a person typed: it must not be seen from outside. */
const marker = 'zxqvmarker7781';

const operation =
  'query FilmsOnShelf($first: Int) { films(first: $first) { edges { node { title availability { onShelf } } } } }';

async function post(url: string, body: object, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Record<string, unknown>;
}

/** The names of the spans of a tree, with statements of the same name once; those in parallel in order of their names. */
function shapeOf({ service, name, below }: SpanTree): unknown {
  const shapes = new Map(below.map((tree) => [`${tree.service} ${tree.name}`, tree]));
  const inOrder = [...shapes.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tree]) => shapeOf(tree));
  return inOrder.length === 0 ? `${service}: ${name}` : { [`${service}: ${name}`]: inOrder };
}

describe('in processes of their own', () => {
  const caller = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };
  let output = '';
  let lines: Record<string, unknown>[] = [];
  let metrics: ReadonlyMap<string, number>;
  let metricsText: string;
  let collector: Awaited<ReturnType<typeof startCollector>>;

  /** Starts a process, and gives the first match that it prints. */
  function run(args: readonly string[], found: RegExp, environment: Record<string, string>) {
    const child = spawn(process.execPath, ['--conditions=reelhouse-source', '--import=tsx', ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], PORT: '0', OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, ...environment },
    });
    const url = new Promise<string>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr]) {
        createInterface(stream).on('line', (line) => {
          output += `${line}\n`;
          const [, match] = found.exec(line) ?? [];
          if (match !== undefined) resolve(match);
        });
      }
      child.once('exit', () => reject(new Error(`ended: ${output}`)));
    });
    const stop = async (): Promise<void> => {
      const exited = once(child, 'close');
      child.kill('SIGTERM');
      expect(await exited).toEqual([0, null]);
    };
    return { url, stop };
  }

  beforeAll(async () => {
    collector = await startCollector();
    const subgraphs = ['film', 'rental'].map((name) =>
      run([`subgraphs/${name}/serve.ts`], /is at (http\S+)/, {
        [`${name.toUpperCase()}_DATABASE_URL`]: database.urlOf(name),
        // Behind a gateway, which writes a line about each request, a subgraph writes its own for who looks closer.
        LOG_LEVEL: 'debug',
        ALLOW_UNSIGNED_REQUESTS: 'true',
      }),
    );
    const [film = '', rental = ''] = await Promise.all(subgraphs.map(({ url }) => url));
    const gateway = run(
      ['gateway/src/bin/reelhouse-gateway.ts', '--supergraph', 'schema/supergraph.graphql'],
      /"url":"(http\S+graphql)","msg":"listening"/,
      { FILM_URL: film, RENTAL_URL: rental, METRICS_PORT: '0' },
    );
    const url = await gateway.url;
    const traceparent = `00-${caller.traceId}-${caller.spanId}-01`;
    await post(url, { query: operation, variables: { first: 2 } }, { traceparent });
    await post(url, { query: operation, variables: { first: 2 } });
    const search = 'query Search($words: String!) { searchFilms(query: $words) { edges { node { title } } } }';
    await post(url, { query: search, variables: { words: marker } });
    await post(url, { query: search.replace('$words)', `"${marker}")`).replace('($words: String!)', '') });
    await post(url, { query: 'query($id: ID!) { film(id: $id) { title } }', variables: { id: marker } });
    await post(url, { query: `{ ${marker} }` });
    await post(url, { query: `{ films(first: "${marker}") { totalCount } ` });
    const literal = encodeURIComponent(`{ searchFilms(query: "${marker}") { totalCount } }`);
    await fetch(`${url}?query=${literal}`, { headers: { 'apollo-require-preflight': 'true' } });
    const [, metricsUrl = ''] = /"url":"(http\S+metrics)"/.exec(output) ?? [];
    metricsText = await (await fetch(metricsUrl)).text();
    metrics = readSamples(metricsText);
    await Promise.all([gateway, ...subgraphs].map(({ stop }) => stop()));
    await collector.stop();
    lines = output
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }, 60_000);

  test('one trace goes from the caller through the gateway and the subgraphs to their statements', () => {
    const spans = collector.spans.filter(({ traceId }) => traceId === caller.traceId);
    const trees = spanTrees(spans);
    expect(trees.map(shapeOf)).toEqual([
      {
        'reelhouse-gateway: POST /graphql': [
          {
            'reelhouse-gateway: fetch film': [{ 'reelhouse-film: POST /graphql': ['reelhouse-film: SELECT'] }],
          },
          {
            'reelhouse-gateway: fetch rental': [{ 'reelhouse-rental: POST /graphql': ['reelhouse-rental: SELECT'] }],
          },
          'reelhouse-gateway: plan',
          'reelhouse-gateway: shape',
        ],
      },
    ]);
    const request = spans.find(({ parentSpanId }) => parentSpanId === caller.spanId);
    expect(request).toMatchObject({
      kind: 2,
      attributes: { 'graphql.operation.name': 'FilmsOnShelf', 'graphql.plan.kept': false },
    });
    expect(spans.find(({ name }) => name === 'fetch rental')).toMatchObject({
      kind: 3,
      attributes: { 'subgraph.name': 'rental', 'graphql.operation.type': 'query', 'subgraph.representations': 2 },
    });
    expect(spans.find(({ name, service }) => name === 'SELECT' && service === 'reelhouse-rental')).toMatchObject({
      kind: 3,
      attributes: {
        'db.system.name': 'postgresql',
        'db.operation.name': 'SELECT',
        'db.query.text': expect.stringMatching(/^\s*select[^]*\$1/) as string,
      },
    });
  });

  test('the second time the plan is kept', () => {
    const again = collector.spans.filter(
      ({ attributes, traceId }) =>
        attributes['graphql.operation.name'] === 'FilmsOnShelf' && traceId !== caller.traceId,
    );
    expect(again).toMatchObject([{ attributes: { 'graphql.plan.kept': true } }]);
  });

  test('every request is a line with its operation, its trace and the codes of its errors', () => {
    const requests = lines.filter(({ name, msg }) => name === 'gateway' && msg === 'request');
    expect(requests[0]).toMatchObject({
      operation: 'FilmsOnShelf',
      operationId: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      status: 200,
      durationMs: expect.any(Number) as number,
      requestId: expect.any(String) as string,
      trace_id: caller.traceId,
    });
    expect(requests[0]).not.toHaveProperty('errorCodes');
    expect(requests.map(({ errorCodes }) => errorCodes)).toContainEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(requests.map(({ errorCodes }) => errorCodes)).toContainEqual(['GRAPHQL_PARSE_FAILED']);
    const ofFilm = lines.filter(({ name, trace_id }) => name === 'film' && trace_id === caller.traceId);
    expect(ofFilm).toMatchObject([{ msg: 'request', requestId: requests[0]?.['requestId'] as string }]);
  });

  test('what happens is counted', () => {
    expect(Object.fromEntries(metrics)).toMatchObject({
      'graphql_requests_total{operation="FilmsOnShelf",status="200"}': 2,
      'graphql_requests_total{operation="invalid",status="400"}': 2,
      'graphql_request_errors_total{operation="invalid",code="GRAPHQL_VALIDATION_FAILED"}': 1,
      'graphql_request_duration_seconds_count{operation="FilmsOnShelf"}': 2,
      gateway_plan_cache_hits_total: 1,
      'gateway_fetch_duration_seconds_count{subgraph="rental"}': 2,
    });
    expect(metrics.get('nodejs_eventloop_lag_mean_seconds')).toBeGreaterThan(0);
  });

  test('no value of a client is in a span, a line or a metric', () => {
    expect(collector.spans.length).toBeGreaterThan(20);
    expect(collector.bodies.map((body) => body.toString('latin1')).join('')).not.toContain(marker);
    expect(output).toContain('"operation":"Search"');
    expect(output).not.toContain(marker);
    expect(metricsText).not.toContain(marker);
  });
});

describe('in one process', () => {
  const silent = createLogger({ name: 'test', level: 'silent' });
  const open = async (variables: Record<string, string>) => {
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    const telemetry = await startTelemetry({
      serviceName: 'reelhouse',
      host: '127.0.0.1',
      log: silent,
      environment: process.env,
    });
    vi.unstubAllEnvs();
    const house = await openHouse({
      ...database.access,
      clock: systemClock,
      log: silent,
      host: '127.0.0.1',
      port: 0,
      telemetry,
    });
    return { telemetry, house };
  };

  test('the statements of a fetch are below it', async () => {
    const collector = await startCollector();
    afterAll(() => collector.stop());
    const { telemetry, house } = await open({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    await post(house.url, { query: operation, variables: { first: 2 } });
    await house.stop();
    await telemetry.stop();
    expect(spanTrees(collector.spans).map(shapeOf)).toEqual([
      {
        'reelhouse: POST /graphql': [
          { 'reelhouse: fetch film': ['reelhouse: SELECT'] },
          { 'reelhouse: fetch rental': ['reelhouse: SELECT'] },
          'reelhouse: plan',
          'reelhouse: shape',
        ],
      },
    ]);
  });

  test('a statement that fails has its SQLSTATE, and not what PostgreSQL says of it', async () => {
    const collector = await startCollector();
    afterAll(() => collector.stop());
    const { telemetry, house } = await open({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    await database.sql`alter table film.language rename to language_away`;
    const answer = await post(house.url, { query: '{ film(id: "1") { language { name } } }' });
    await database.sql`alter table film.language_away rename to language`;
    await house.stop();
    await telemetry.stop();
    expect(answer['errors']).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    const failed = collector.spans.filter(({ status }) => status === 2);
    expect(failed.find(({ attributes }) => 'db.query.text' in attributes)).toMatchObject({
      name: 'SELECT',
      attributes: { 'error.type': '42P01', 'db.response.status_code': '42P01' },
    });
    expect(failed.map(({ name }) => name)).toEqual(expect.arrayContaining(['POST /graphql', 'fetch film']));
    expect(collector.bodies.join('')).not.toContain('does not exist');
  });

  test('what is not sampled starts no span, down to the statements', async () => {
    const collector = await startCollector();
    afterAll(() => collector.stop());
    const { telemetry, house } = await open({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0',
    });
    expect(await post(house.url, { query: operation, variables: { first: 2 } })).not.toHaveProperty('errors');
    await house.stop();
    await telemetry.stop();
    expect(collector.received).toEqual([]);
  });
});
