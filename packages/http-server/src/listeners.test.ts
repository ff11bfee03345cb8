import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import type { IncomingRequest } from './options.ts';
import { ask, post, serve } from './server.fixture.ts';
import { RawWebSocket } from './streams/raw-websocket.fixture.ts';
import { serveStreams, tokenContext } from './streams/stream-server.fixture.ts';

const local = { host: '127.0.0.1', port: 0 };

test('the same is served by all listeners, which are told apart and stopped together', async () => {
  const seen: (string | undefined)[] = [];
  const entered: (string | undefined)[] = [];
  const server = await serveStreams({
    listeners: [
      { name: 'mobile', ...local },
      { name: 'desk', ...local },
    ],
    gate: {
      enter: ({ listener }) => void entered.push(listener),
      admit: ({ parameters, incoming }) => {
        seen.push(incoming.listener);
        return { parameters };
      },
    },
    context(incoming: IncomingRequest) {
      seen.push(incoming.listener);
      return tokenContext(incoming);
    },
  });
  expect(Object.keys(server.urls)).toEqual(['default', 'mobile', 'desk']);
  expect(server.urls['default']).toBe(server.url);
  for (const [name, url] of Object.entries(server.urls)) {
    seen.length = entered.length = 0;
    expect((await ask(url, '{ hello }')).body).toEqual({ data: { hello: 'world' } });
    expect([seen, entered]).toEqual([[name, name], [name]]);
    const raw = await RawWebSocket.connected(url.replace('http', 'ws'));
    raw.subscribe('1', '{ hello }');
    expect(await raw.messages.next()).toMatchObject({ type: 'next' });
    expect([seen, entered]).toEqual([Array(5).fill(name), Array(2).fill(name)]);
    raw.socket.terminate();
  }
  await server.stop();
  for (const url of Object.values(server.urls)) await expect(fetch(url)).rejects.toThrow('fetch failed');
});

test('a port that is taken closes those that were opened', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const first = createServer().listen(0, '127.0.0.1');
  await once(first, 'listening');
  const { port: free } = first.address() as AddressInfo;
  await new Promise((resolve) => first.close(resolve));
  const attempt = serve({ port: free, listeners: [{ name: 'mobile', host: '127.0.0.1', port }] });
  await expect(attempt).rejects.toThrow(
    `port ${port} on 127.0.0.1 is in use; set the port of the listener "mobile" to another`,
  );
  await expect(fetch(`http://127.0.0.1:${free}/health`)).rejects.toThrow('fetch failed');
  taken.close();
});

test.each([['default'], ['mobile', 'mobile']])('two listeners cannot have one name: %s', async (...names) => {
  const listeners = names.map((name) => ({ name, ...local }));
  await expect(serve({ listeners })).rejects.toThrow('two listeners have the same name; give each its own');
});

test('the largest body is asked for with each request', async () => {
  let maxBodyBytes = 1000;
  const server = await serveStreams({ limits: () => ({ maxBodyBytes }) });
  const body = JSON.stringify({ query: `{ hello }${' '.repeat(2000)}` });
  const refused = await post(server.url, body);
  expect([refused.status, await refused.text()]).toEqual([413, expect.stringContaining('larger than 1000 bytes')]);
  const narrow = await RawWebSocket.connected(server.webSocketUrl);
  narrow.say(body);
  expect((await narrow.closed).code).toBe(1009);
  maxBodyBytes = 3000;
  expect((await post(server.url, body)).status).toBe(200);
  const wide = await RawWebSocket.connected(server.webSocketUrl);
  wide.subscribe('1', `{ hello }${' '.repeat(2000)}`);
  expect(await wide.messages.next()).toMatchObject({ type: 'next' });
  wide.socket.terminate();
  await server.stop();
});
