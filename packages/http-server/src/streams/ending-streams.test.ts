import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { ask, gate, serve } from '../server.fixture.ts';
import { lastResult } from './held-stream.ts';
import { eventStream, multipart, open } from './http-client.fixture.ts';
import { RawWebSocket } from './raw-websocket.fixture.ts';
import { returned, serveStreams, subscription, type StreamServer } from './stream-server.fixture.ts';

const none = { webSockets: 0, eventStreams: 0, multiparts: 0, webSocketOperations: 0 };

/** By then the server has seen what was sent before. */
const exchanged = (server: StreamServer) => ask(server.url, '{ hello }');

async function listeners(server: StreamServer, headers: Record<string, string> = {}) {
  const events = await open(server.url, subscription, eventStream, headers);
  const parts = await open(server.url, subscription, multipart, headers);
  const raw = await RawWebSocket.connected(server.webSocketUrl, headers);
  raw.subscribe('1', subscription);
  const streams = [await server.opened.next(), await server.opened.next(), await server.opened.next()];
  return { events, parts, raw, streams };
}

describe('a server that stops', () => {
  test.each(['by their owner', 'by itself'])('has its streams ended %s, with a code', async (by) => {
    const ended: (() => void)[] = [];
    const endStreams = () => ended.forEach((end) => end());
    const server = await serveStreams({ streams: by === 'by itself' ? {} : { endStreams } });
    const idle = await RawWebSocket.connected(server.webSocketUrl);
    const silent = await RawWebSocket.open(server.webSocketUrl);
    const { events, parts, raw, streams } = await listeners(server);
    // What has not been sent yet comes before the end.
    ended.push(() => streams.forEach((stream) => stream.push(returned('last'), lastResult('SHUTTING_DOWN'))));
    const stopped = server.stop();
    for (const answer of [events, parts]) {
      const said = await answer.until('never');
      expect(said).toMatch(/"SHUTTING_DOWN".*(event: complete|--graphql--)/s);
      if (by === 'by their owner') expect(said).toContain('"last"');
    }
    expect(await raw.closed).toEqual({ code: 1001, reason: 'SHUTTING_DOWN' });
    expect(raw.messages.all.slice(1).map(({ type }) => type)).toEqual(
      by === 'by itself' ? ['error'] : ['next', 'error'],
    );
    for (const { closed } of [idle, silent]) expect(await closed).toEqual({ code: 1001, reason: 'SHUTTING_DOWN' });
    await stopped;
    expect([server.streamCounts(), server.clock.waiting]).toEqual([none, 0]);
    expect(streams.map((stream) => stream.returned)).toEqual([1, 1, 1]);
  });

  test('takes no operation and no WebSocket more, and lets what is under way finish', async () => {
    const server = await serveStreams({ streams: { endStreams: () => undefined } });
    const raw = await RawWebSocket.connected(server.webSocketUrl);
    raw.subscribe('1', subscription);
    const stream = await server.opened.next();
    const upgrading = connect(server.port, '127.0.0.1').setEncoding('utf8');
    await once(upgrading, 'connect');
    // One that has sent something is not idle.
    upgrading.write('GET /graphql HTTP/1.1\r\nhost: x\r\n');
    await exchanged(server);
    const stopped = server.stop();
    raw.subscribe('2', '{ hello }');
    expect(await raw.messages.next()).toMatchObject({ id: '2', payload: [{ extensions: { code: 'SHUTTING_DOWN' } }] });
    const refused = text(upgrading);
    upgrading.write('connection: upgrade\r\nupgrade: websocket\r\n\r\n');
    expect(await refused).toMatch(/^HTTP\/1.1 503 .*SHUTTING_DOWN/s);
    stream.push(returned('one'));
    expect(await raw.messages.next()).toMatchObject({ id: '1', type: 'next' });
    stream.end();
    expect(await raw.messages.next()).toEqual({ id: '1', type: 'complete' });
    expect((await raw.closed).code).toBe(1001);
    await stopped;
  });

  test('cuts off what outlasts the drain', async () => {
    const server = await serveStreams({ drainSeconds: 0.05, streams: { endStreams: () => undefined } });
    const { events, raw, streams } = await listeners(server);
    const cutOff = expect(events.until('never')).rejects.toThrow();
    await server.stop();
    expect((await raw.closed).code).toBe(1006);
    await cutOff;
    expect(server.lines).toContainEqual(
      expect.objectContaining({ msg: 'requests were cut off', requests: 2, sockets: 1 }),
    );
    await Promise.all(streams.map((stream) => stream.left));
    expect(streams.map((stream) => stream.returned)).toEqual([1, 1, 1]);
    expect(server.streamCounts()).toMatchObject({ webSockets: 0 });
  });

  test('ends the streams itself where their owner cannot', async () => {
    const endStreams = () => Promise.reject(new Error('the engine is broken'));
    const server = await serveStreams({ streams: { endStreams } });
    const { events, raw } = await listeners(server);
    await server.stop();
    expect(await events.until('never')).toContain('SHUTTING_DOWN');
    expect((await raw.closed).code).toBe(1001);
    expect(server.lines).toContainEqual(expect.objectContaining({ level: 50, err: expect.anything() }));
  });
});

test('those of an identity that has ended are closed, others are not', async () => {
  const server = await serveStreams();
  const meant = await listeners(server, { authorization: 'Bearer customer:1' });
  const other = await listeners(server, { authorization: 'Bearer customer:2' });
  expect(server.closeWhere(({ identity }) => identity?.subject === 'customer:1', 'UNAUTHENTICATED')).toBe(3);
  for (const answer of [meant.events, meant.parts]) expect(await answer.until('never')).toContain('"UNAUTHENTICATED"');
  expect(await meant.raw.closed).toEqual({ code: 4403, reason: 'UNAUTHENTICATED' });
  expect(meant.streams.map((stream) => stream.returned)).toEqual([1, 1, 1]);
  other.streams[0]!.push(returned('one'));
  expect(await other.events.until('one')).toContain('one');
  expect(server.streamCounts()).toMatchObject({ webSockets: 1, eventStreams: 1, multiparts: 1 });
  await server.stop();
});

test('a WebSocket that is closed while its connection_init is checked counts no more', async () => {
  const [asked, answered] = [gate(), gate()];
  const server = await serveStreams({
    async context({ requestId, log }) {
      asked.open();
      await answered.opened;
      return { requestId, log };
    },
  });
  const raw = await RawWebSocket.open(server.webSocketUrl);
  raw.say({ type: 'connection_init' });
  await asked.opened;
  raw.socket.terminate();
  await once(raw.socket, 'close');
  while (server.streamCounts().webSockets > 0) await new Promise((resolve) => setImmediate(resolve));
  answered.open();
  const next = await RawWebSocket.connected(server.webSocketUrl);
  expect(server.closeWhere(() => true, 'UNAUTHENTICATED')).toBe(1);
  await next.closed;
  await server.stop();
});

test('without the option there are no streams and no WebSockets', async () => {
  const server = await serve();
  expect([server.streamCounts(), server.closeWhere(() => true, 'UNAUTHENTICATED')]).toEqual([none, 0]);
  const raw = new RawWebSocket(server.url.replace('http', 'ws'));
  expect((await raw.closed).code).toBe(1006);
  await server.stop();
});
