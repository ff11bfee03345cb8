import { createServer, type IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { INVALID_SPAN_CONTEXT, trace as spans } from '@opentelemetry/api';
import {
  createInternalKeys,
  readPublicKeys,
  readSigningKey,
  SubgraphTokenSigner,
  SubgraphTokenVerifier,
} from '@reelhouse/auth';
import { systemClock } from '@reelhouse/clock';
import { createLogger } from '@reelhouse/logging';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { reachOverHttp } from './reach-over-http.ts';

const operation = { kind: 'query', query: '{ __typename }', document: parse('{ __typename }') } as const;

test('a subgraph is asked where its variable says', async () => {
  const server = createServer((_, response) => response.end('{"data":{"__typename":"Query"}}')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { reach, stop } = reachOverHttp({ FILM_URL: `http://127.0.0.1:${port}/graphql` });
  const ask = reach('film').prepare(operation);
  expect(await ask({}, { requestId: 'r', log: createLogger({ name: 'test', level: 'silent' }) })).toEqual({
    data: { __typename: 'Query' },
  });
  expect(reach('film')).toBe(reach('film'));
  await stop();
  server.close();
});

test('what is asked for a traced request belongs to its trace', async () => {
  let traceparent: unknown;
  const server = createServer((request, response) => {
    ({ traceparent } = request.headers);
    response.end('{"data":{"__typename":"Query"}}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { reach, stop } = reachOverHttp({ FILM_URL: `http://127.0.0.1:${port}/graphql` });
  const parent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  const span = spans.wrapSpanContext(INVALID_SPAN_CONTEXT);
  const trace = { span, traceId: '', start: () => undefined, headers: () => ({ traceparent: parent }) };
  const log = createLogger({ name: 'test', level: 'silent' });
  await reach('film').prepare(operation)({}, { requestId: 'r', log, trace });
  expect(traceparent).toBe(parent);
  await stop();
  server.close();
});

test('a subgraph that has a key says for whom it asks', async () => {
  let headers: IncomingHttpHeaders = {};
  const server = createServer((request, response) => {
    ({ headers } = request);
    response.end('{"data":{"__typename":"Query"}}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const pair = createInternalKeys();
  const [key, keys] = [readSigningKey(pair.privateKey), readPublicKeys(pair.publicKeys)];
  if (!key || !keys) throw new Error('no keys');
  const signer = new SubgraphTokenSigner({ key, issuer: 'rental', clock: systemClock });
  const { reach, stop } = reachOverHttp({ FILM_URL: `http://127.0.0.1:${port}/graphql` }, signer);
  const caller = {
    identity: { subject: 'staff:1', scopes: ['staff'], storeId: 1, expiresAt: 2e9 },
    clientAddress: '203.0.113.7',
    userAgent: 'app/1.0',
    listener: 'mobile',
  };
  const log = createLogger({ name: 'test', level: 'silent' });
  await reach('film').prepare(operation)({}, { requestId: 'r', log, ...caller });
  const verifier = new SubgraphTokenVerifier({ subgraph: 'film', keys, clock: systemClock });
  expect(await verifier.callerOf(headers)).toEqual(caller);
  await stop();
  server.close();
});

test('each subgraph of the supergraph has a place without a variable, and no other has', async () => {
  const { reach, stop } = reachOverHttp({});
  for (const subgraph of ['film', 'store', 'customer', 'rental', 'payment']) expect(reach(subgraph)).toBeDefined();
  expect(() => reach('films')).toThrow('no subgraph films');
  await stop();
});

test('every variable that is no URL is named at once', () => {
  expect(() => reachOverHttp({ FILM_URL: 'film', STORE_URL: 'postgres://secret@host/' })).toThrow(
    /^FILM_URL: expected a URL.*\nSTORE_URL: expected a URL.*$/,
  );
});
