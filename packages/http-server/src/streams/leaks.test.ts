import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventStream, multipart, open } from './http-client.fixture.ts';
import { RawWebSocket } from './raw-websocket.fixture.ts';
import { serveStreams, subscription, type StreamServer } from './stream-server.fixture.ts';

const rounds = 100;
const atOnce = 20;
const none = { webSockets: 0, eventStreams: 0, multiparts: 0, webSocketOperations: 0 };

let server: StreamServer;
beforeAll(async () => {
  // Nothing of it would be left for the last rounds, if a connection that is gone still counted.
  server = await serveStreams({ streams: { perAddress: 2 * atOnce, perIdentity: 2 * atOnce, total: 2 * atOnce } });
});
afterAll(async () => {
  await server.stop();
});

const authorization = 'Bearer customer:1';

const overHttp = (accept: string) => async () => {
  const answer = await open(server.url, subscription, accept, { authorization });
  expect(answer.response.status).toBe(200);
  return () => answer.leave();
};

const overWebSocket = async () => {
  const raw = await RawWebSocket.connected(server.webSocketUrl, { authorization });
  raw.subscribe('1', subscription);
  return () => raw.socket.terminate();
};

describe.each([
  ['event-stream', overHttp(eventStream)],
  ['multipart', overHttp(multipart)],
  ['websocket', overWebSocket],
] as const)('%s', (_, listen) => {
  test(`${rounds * atOnce} clients that came and went leave nothing behind`, { timeout: 60_000 }, async () => {
    for (let round = 0; round < rounds; round++) {
      const leave = await Promise.all(Array.from({ length: atOnce }, listen));
      const streams = await Promise.all(leave.map(() => server.opened.next()));
      for (const go of leave) go();
      await Promise.all(streams.map((stream) => stream.left));
      for (const stream of streams) expect(stream.returned).toBe(1);
      while (JSON.stringify(server.streamCounts()) !== JSON.stringify(none)) {
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    expect(server.clock.waiting).toBe(0);
  });
});
