import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FetchOutcome } from '../transport-observer.ts';
import { answerAs, filmIsUnavailable, startSubgraphServer, transportTo } from './subgraph-server.fixture.ts';

let server: Awaited<ReturnType<typeof startSubgraphServer>>;
const stops: (() => Promise<void>)[] = [];
beforeEach(async () => {
  server = await startSubgraphServer(answerAs('here'));
  stops.push(() => server.stop());
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

function connect(options: Parameters<typeof transportTo>[1] = {}) {
  const events: unknown[] = [];
  const connected = transportTo(server.url, {
    deadlineSeconds: 0.2,
    observer: {
      fetchStarted(fetch, { requestId }) {
        events.push([fetch.kind, requestId]);
        return { headers: { traceparent: '00-1-2-01' }, ended: (outcome: FetchOutcome) => events.push(outcome) };
      },
      retried: (subgraph) => events.push(['retried', subgraph]),
      breakerChanged: (_subgraph, _instance, state) => events.push(state),
    },
    ...options,
  });
  stops.push(() => connected.transport.stop());
  return { ...connected, events };
}

test('a fetch is followed from its start to its end, and may send headers of its own', async () => {
  let headers: object = {};
  server.behave = (response, _body, request) => {
    ({ headers } = request);
    response.end('{"data":{"film":null},"errors":[{"message":"x"},{"message":"y"}]}');
  };
  const { read, events } = connect({ headers: ({ requestId }) => ({ 'x-viewer': requestId }) });
  await read();
  expect(headers).toMatchObject({ traceparent: '00-1-2-01', 'x-viewer': 'r-1', 'x-request-id': 'r-1' });
  expect(events).toEqual([['query', 'r-1'], { result: 'answered', errors: 2, shared: false }]);
});

test('who shares a read is told so', async () => {
  const { read, events } = connect();
  await Promise.all([read(), read()]);
  expect(events.slice(2)).toEqual(
    expect.arrayContaining([
      { result: 'answered', errors: 0, shared: false },
      { result: 'answered', errors: 0, shared: true },
    ]),
  );
});

test('retries, breakers and what comes too late are told', async () => {
  const { read, write, events } = connect({ retries: 1, breaker: { consecutiveFailures: 3 } });
  server.behave = (_response, _body, request) => request.socket.destroy();
  await read();
  server.behave = () => undefined;
  await write();
  const client = AbortSignal.abort();
  await read({}, { signal: client });
  const failed = { result: 'failed', errors: 1, shared: false };
  expect(events).toEqual([
    ['query', 'r-1'],
    ['retried', 'film'],
    failed,
    ['mutation', 'r-1'],
    { ...failed, result: 'late' },
    'open',
    ['query', 'r-1'],
    { ...failed, result: 'cancelled' },
  ]);
});

test.each([
  [
    'a hook that throws',
    {
      headers: () => {
        throw new Error('no token');
      },
    },
    {},
  ],
  ['a header that HTTP cannot hold', { headers: () => ({ 'x-viewer': 'a\r\nb: c' }) }, {}],
  ['a variable that JSON cannot hold', {}, { id: 1n }],
])('%s costs the request, and says nothing against the instance', async (_, options, variables) => {
  const { read, events, lines } = connect({ ...options, breaker: { consecutiveFailures: 1 } });
  expect(await read(variables)).toEqual(filmIsUnavailable);
  expect(events.at(-1)).toEqual({ result: 'failed', errors: 1, shared: false });
  expect(lines).toHaveLength(1);
  expect(server.requests).toBe(0);
});
