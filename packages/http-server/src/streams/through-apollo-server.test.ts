import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientError } from '@reelhouse/errors';
import type { RequestContext } from '../apollo-server.ts';
import type { RequestOutcome } from '../request-observer.ts';
import { eventStream, multipart, open } from './http-client.fixture.ts';
import { RawWebSocket } from './raw-websocket.fixture.ts';
import { Arrivals, lineOf, returned, serveStreams, subscription, type StreamServer } from './stream-server.fixture.ts';

const seen: string[] = [];
const outcomes = new Arrivals<RequestOutcome>();

/** Like registered operations: refuses by name, knows the headers and the body of the request. */
const watching: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async ({ request }) => ({
    didResolveOperation: async ({ operationName }) => {
      const { documentId } = request.http?.body as { documentId?: string };
      seen.push([operationName, request.http?.headers.get('x-client'), documentId].join(' '));
      if (operationName === 'Unknown') throw clientError('FORBIDDEN', 'This operation is not registered.');
    },
  }),
};

let server: StreamServer;
beforeAll(async () => {
  const observer = { begin: () => ({ end: outcomes.add }) };
  server = await serveStreams({ observer, streams: { perAddress: 10 } }, { plugins: [watching] });
});
afterAll(() => server.stop());

type Listen = (query: string) => Promise<{ until(text: string): Promise<string>; leave(): void }>;

const overWebSocket: Listen = async (query) => {
  const raw = await RawWebSocket.connected(server.webSocketUrl, {}, { headers: { 'x-client': 'web' } });
  raw.say({ type: 'subscribe', id: '1', payload: { query, documentId: 'd1' } });
  return {
    async until(text) {
      let read = '';
      while (!read.includes(text)) read += JSON.stringify(await raw.messages.next());
      return read;
    },
    leave: () => raw.socket.terminate(),
  };
};

const overHttp =
  (accept: string): Listen =>
  async (query) =>
    open(server.url, query, accept, { 'x-client': 'web' });

describe.each([
  ['event-stream', overHttp(eventStream), undefined],
  ['multipart', overHttp(multipart), undefined],
  ['websocket', overWebSocket, 'd1'],
] as const)('over %s', (transport, listen, documentId) => {
  test('plugins see each operation, and may refuse it', async () => {
    seen.length = 0;
    const refused = await listen('subscription Unknown { returned }');
    expect(await refused.until('FORBIDDEN')).toContain('This operation is not registered.');
    expect((await outcomes.next()).errorCodes).toEqual(['FORBIDDEN']);
    const answered = await listen(subscription);
    const stream = await server.opened.next();
    stream.push(returned('one'));
    await answered.until('one');
    stream.end();
    const outcome = await outcomes.next();
    expect(outcome).toMatchObject({
      status: 200,
      operation: { name: 'Returned', type: 'subscription' },
      operationId: expect.stringMatching(/^[0-9a-f]{64}$/),
      errorCodes: [],
    });
    expect(seen).toEqual([`Unknown web ${documentId ?? ''}`, `Returned web ${documentId ?? ''}`]);
    refused.leave();
    answered.leave();
    const line = await lineOf(
      server,
      (candidate) => candidate['transport'] === transport && candidate['results'] === 1,
    );
    expect(line).toMatchObject({
      msg: 'request',
      path: '/graphql',
      status: 200,
      transport,
      results: 1,
      end: 'complete',
    });
    expect(line['durationMs']).toBeGreaterThan(0);
  });

  test('the code that ends a stream counts as an error of its request', async () => {
    const listener = await listen(subscription);
    const stream = await server.opened.next();
    stream.push({ errors: [clientError('SUBSCRIBER_TOO_SLOW', 'Too slow.')] });
    expect((await outcomes.next()).errorCodes).toEqual(['SUBSCRIBER_TOO_SLOW']);
    const line = await lineOf(
      server,
      (candidate) => candidate['transport'] === transport && candidate['end'] === 'SUBSCRIBER_TOO_SLOW',
    );
    expect(line['results']).toBe(0);
    listener.leave();
  });

  test('a stream that breaks ends with a masked error, which is logged', async () => {
    const listener = await listen(subscription);
    const stream = await server.opened.next();
    stream.push(returned('one'));
    await listener.until('one');
    stream.fail(new Error('connect ECONNREFUSED 10.0.0.1:4222'));
    const said = await listener.until('INTERNAL_SERVER_ERROR');
    expect(said).not.toContain('10.0.0.1');
    const line = await lineOf(server, ({ level }) => level === 50);
    expect(line).toMatchObject({ err: { message: 'connect ECONNREFUSED 10.0.0.1:4222' } });
    expect(said).toContain(String(line['requestId']));
    await outcomes.next();
    expect(stream.returned).toBe(0);
    listener.leave();
  });
});

test('an error of a result that many get is masked, logged and worded once', async () => {
  const listeners = await Promise.all(
    [overHttp(eventStream), overHttp(eventStream), overHttp(multipart), overWebSocket, overWebSocket].map((listen) =>
      listen(subscription),
    ),
  );
  const streams = await Promise.all(listeners.map(() => server.opened.next()));
  let worded = 0;
  const film = {
    toJSON() {
      worded++;
      return 'ACADEMY DINOSAUR';
    },
  };
  const error = new GraphQLError('x', { path: ['returned'], originalError: new Error('secret') });
  const result = { data: { returned: film }, errors: [error] };
  const before = server.lines.length;
  for (const stream of streams) stream.push(result);
  const said = await Promise.all(listeners.map((listener) => listener.until('ACADEMY DINOSAUR')));
  expect(said.join('')).not.toContain('secret');
  const logged = server.lines.slice(before).filter(({ level }) => level === 50);
  expect(logged).toMatchObject([{ path: 'returned', err: { message: 'secret' } }]);
  for (const text of said) expect(text).toContain(`"requestId":"${String(logged[0]?.['requestId'])}"`);
  expect(worded).toBe(1);
  for (const listener of listeners) listener.leave();
});
