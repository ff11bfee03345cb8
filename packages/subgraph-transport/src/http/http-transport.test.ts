import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { parse } from 'graphql';
import { afterEach, expect, test } from 'vitest';
import { readableLog } from '../../../logging/src/readable-log.fixture.ts';
import { HttpTransport } from './http-transport.ts';

let server: Server;
let transport: HttpTransport<{ requestId: string; log: ReturnType<typeof readableLog>['log'] }>;

async function subgraphThat(answers: RequestListener) {
  server = createServer(answers).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  transport = new HttpTransport({
    subgraph: 'film',
    url: `http://127.0.0.1:${port}/graph?v=1`,
    deadlineSeconds: 0.2,
    maxResponseBytes: 1000,
  });
}
afterEach(async () => {
  await transport.stop();
  server.closeAllConnections();
  server.close();
});

const { lines, log } = readableLog();
const ask = () =>
  transport.prepare({ kind: 'query', query: '{ film }', document: parse('{ film }'), operationName: 'F' })(
    { id: 1 },
    { requestId: 'r-1', log },
  );

test('an operation is posted as JSON, with the request id', async () => {
  let seen: IncomingMessage | undefined;
  let body = '';
  await subgraphThat(async (request, response) => {
    seen = request;
    body = await text(request);
    response.end('{"data":{"film":null}}');
  });
  expect(await ask()).toEqual({ data: { film: null } });
  expect(seen).toMatchObject({ method: 'POST', url: '/graph?v=1' });
  expect(seen?.headers).toMatchObject({ 'content-type': 'application/json', 'x-request-id': 'r-1' });
  expect(JSON.parse(body)).toEqual({ query: '{ film }', operationName: 'F', variables: { id: 1 } });
});

test.each<[string, RequestListener]>([
  ['an HTML page', (_, response) => response.end('<html>nginx</html>')],
  ['no body', (_, response) => response.end()],
  ['JSON that is no GraphQL response', (_, response) => response.end('{"ok":true}')],
  ['data that is a list', (_, response) => response.end('{"data":[]}')],
  ['errors that are none', (_, response) => response.end('{"data":{},"errors":["x"]}')],
  [
    'status 503 with a GraphQL error',
    (_, response) => response.writeHead(503).end('{"errors":[{"message":"stopping"}]}'),
  ],
  ['status 502', (_, response) => response.writeHead(502).end('{"data":{"film":"1"}}')],
  ['a redirect', (_, response) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end()],
  ['more than may be taken', (_, response) => response.end(`{"data":{"film":"${'x'.repeat(1000)}"}}`)],
  ['a broken connection', (request) => request.socket.destroy()],
  ['half an answer', (request, response) => void response.write('{"data":', () => request.socket.destroy())],
  ['nothing in time', () => undefined],
  ['bytes for ever', (_, response) => void response.write('{"data":')],
])('a subgraph that answers with %s is not available', async (_, answers) => {
  await subgraphThat(answers);
  expect(await ask()).toEqual({
    errors: [
      {
        message: 'The "film" part of the graph is not available at the moment.',
        extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
      },
    ],
  });
  expect(lines.at(-1)).toMatchObject({ msg: 'a subgraph did not answer', subgraph: 'film' });
  expect(await transport.ready()).toBe(false);
});

test.each([
  ['a code that is not in the catalogue', { code: 'DOWNSTREAM', serviceName: 'db-7' }],
  ['no code', {}],
  ['a code by which it refuses what the gateway wrote', { code: 'GRAPHQL_PARSE_FAILED' }],
  ["another request's id", { code: 'INTERNAL_SERVER_ERROR', requestId: 'other' }],
])('an error with %s is masked and logged', async (_, extensions) => {
  const error = { message: 'connect 10.0.0.1', path: ['film'], locations: [{ line: 1, column: 1 }], extensions };
  await subgraphThat((_request, response) => response.end(JSON.stringify({ data: { film: null }, errors: [error] })));
  const before = lines.length;
  expect(await ask()).toEqual({
    data: { film: null },
    errors: [
      {
        message: 'Something went wrong on our side.',
        path: ['film'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'r-1' },
      },
    ],
  });
  expect(lines.slice(before)).toMatchObject([{ msg: 'a subgraph failed', err: { message: 'connect 10.0.0.1' } }]);
});

test('a subgraph that answers is ready', async () => {
  await subgraphThat((_, response) => response.end('{"data":{"__typename":"Query"}}'));
  expect(await transport.ready()).toBe(true);
});

test('whether it is ready is asked with the headers of probes', async () => {
  await subgraphThat(({ headers }, response) => {
    const isSigned = headers.authorization === 'Bearer gateway';
    response.writeHead(isSigned ? 200 : 401).end(isSigned ? '{"data":{"__typename":"Query"}}' : '{"errors":[]}');
  });
  expect(await transport.ready()).toBe(false);
  const { port } = server.address() as AddressInfo;
  const signing = (authorization: string) =>
    new HttpTransport({ subgraph: 'film', url: `http://127.0.0.1:${port}/`, probeHeaders: () => ({ authorization }) });
  const [known, stranger] = [signing('Bearer gateway'), signing('Bearer stranger')];
  expect([await known.ready(), await stranger.ready()]).toEqual([true, false]);
  await Promise.all([known.stop(), stranger.stop()]);
});
