import { expect, test } from 'vitest';
import { eventStream, multipart, open } from './http-client.fixture.ts';
import { RawWebSocket, refusedUpgrade } from './raw-websocket.fixture.ts';
import { serveStreams, subscription } from './stream-server.fixture.ts';

const as = (subject: string) => ({ authorization: `Bearer ${subject}` });

test('an address has as many connections as it may have, over all transports, and queries do not count', async () => {
  const server = await serveStreams({ trustedProxies: 1, streams: { perAddress: 3 } });
  const from = { 'x-forwarded-for': '203.0.113.9' };
  const events = await open(server.url, subscription, eventStream, from);
  const parts = await open(server.url, subscription, multipart, from);
  const raw = await RawWebSocket.connected(server.webSocketUrl, undefined, { headers: from });
  expect(server.streamCounts()).toEqual({ webSockets: 1, eventStreams: 1, multiparts: 1, webSocketOperations: 0 });
  const [first] = [await server.opened.next(), await server.opened.next()];

  for (const accept of [eventStream, multipart]) {
    const refused = await open(server.url, subscription, accept, from);
    expect([refused.response.status, refused.response.headers.get('retry-after')]).toEqual([429, '10']);
    expect(await refused.until('never')).toContain('"code":"TOO_MANY_CONNECTIONS"');
    const stream = await server.opened.next();
    expect(stream.returned).toBe(1);
  }
  expect(await refusedUpgrade(server.webSocketUrl, { headers: from })).toMatchObject({
    status: 429,
    code: 'TOO_MANY_CONNECTIONS',
  });
  expect(await (await open(server.url, '{ hello }', eventStream, from)).until('never')).toContain('world');

  const spoofed = { 'x-forwarded-for': '198.51.100.1, 203.0.113.9' };
  expect((await open(server.url, subscription, eventStream, spoofed)).response.status).toBe(429);
  const other = await open(server.url, subscription, eventStream, { 'x-forwarded-for': '203.0.113.10' });
  expect(other.response.status).toBe(200);

  events.leave();
  await first.left;
  const again = await open(server.url, subscription, eventStream, from);
  expect(again.response.status).toBe(200);
  for (const answer of [parts, again, other]) answer.leave();
  raw.socket.terminate();
  await server.stop();
});

test('an identity has as many connections as it may have', async () => {
  const server = await serveStreams({ streams: { perIdentity: 2 } });
  const first = await RawWebSocket.connected(server.webSocketUrl, as('customer:1'));
  await open(server.url, subscription, eventStream, as('customer:1'));
  const refused = await open(server.url, subscription, eventStream, as('customer:1'));
  expect(refused.response.status).toBe(429);
  const raw = await RawWebSocket.open(server.webSocketUrl);
  raw.say({ type: 'connection_init', payload: as('customer:1') });
  expect(await raw.closed).toEqual({ code: 4429, reason: 'TOO_MANY_CONNECTIONS' });
  const other = await RawWebSocket.connected(server.webSocketUrl, as('customer:2'));
  first.socket.close();
  await first.closed;
  const second = await RawWebSocket.connected(server.webSocketUrl, as('customer:1'));
  for (const { socket } of [other, second]) socket.terminate();
  await server.stop();
});

test('the server has as many as it may have', async () => {
  const server = await serveStreams({ streams: { total: 1 } });
  const raw = await RawWebSocket.connected(server.webSocketUrl);
  expect((await open(server.url, subscription, eventStream)).response.status).toBe(429);
  raw.socket.terminate();
  await server.stop();
});
