import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keysAt } from './index.ts';

let server: Server;
let answer: (response: ServerResponse) => void;
let url: string;
beforeAll(async () => {
  server = createServer((_, response) => answer(response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/.well-known/jwks.json`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test('keys are read from where they are published', async () => {
  answer = (response) => response.end('{"keys":[]}');
  expect(await keysAt(url)()).toEqual({ keys: [] });
});

test.each<[string, (response: ServerResponse) => void]>([
  ['status 500', (response) => response.writeHead(500).end('{"keys":[]}')],
  ['a redirection', (response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end()],
  ['no JSON', (response) => response.end('<html>')],
  ['too much', (response) => response.end(JSON.stringify({ keys: ['x'.repeat(70_000)] }))],
  ['without an end', (response) => void response.write('x'.repeat(70_000))],
  ['nothing', (response) => response.destroy()],
])('%s are no keys', async (_, wrong) => {
  answer = wrong;
  await expect(keysAt(url)()).rejects.toThrow();
});
