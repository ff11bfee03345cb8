import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/**
 * A program: a subgraph in a process of its own, to be killed and stalled. It says its port when it listens, then takes
 * a word for how it answers from now on: `well`, `garbage` or `50 MB`.
 *
 * It knows one root field, `rentals { id }`, and one field of films, `rentals { id }`.
 */
const [host = '127.0.0.1', port = '0'] = process.argv.slice(2);
let manner = 'well';
let requests = 0;

function answerOf(body: string): string {
  const { query, variables } = JSON.parse(body) as { query: string; variables?: { representations?: unknown[] } };
  if (query.includes('{ __typename }')) return '{"data":{"__typename":"Query"}}';
  const rentals = [{ id: '10' }, { id: '12' }];
  const entities = variables?.representations?.map(() => ({ rentals }));
  return JSON.stringify({ data: entities ? { _entities: entities } : { rentals } });
}

const server = createServer((request, response) => {
  requests++;
  void text(request).then((body) => {
    if (manner === 'garbage') {
      response.end('\u0000<html>{"data":');
    } else if (manner === '50 MB') {
      response.write('{"data":{"rentals":[');
      const chunk = '{"id":"1"},'.repeat(100_000);
      for (let part = 0; part < 50; part++) response.write(chunk);
      response.end('null]}}');
    } else {
      response.end(answerOf(body));
    }
  });
});
server.listen(Number(port), host, () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('message', (word: string) => {
  if (word === 'requests') {
    process.send?.({ requests });
    return;
  }
  manner = word;
  process.send?.({ manner });
});
process.on('disconnect', () => process.exit());
