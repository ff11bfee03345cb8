/** What every peer's server does alike. */
import { createServer } from 'node:http';
import { parse } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';

/** What the server is told: see `ServerConfig` in bench/gateway. */
export const config = JSON.parse(process.argv[2] ?? '{}');

/** Tells the parent process that the server can be asked. */
export const announce = (url) => process.send?.({ url });

/** Serves a handler of node:http on a free port, and announces it. */
export function serve(handler, path = '/') {
  const server = createServer(handler);
  server.listen(0, '127.0.0.1', () => announce(`http://127.0.0.1:${server.address().port}${path}`));
}

/** Compiles an operation. */
export function compile(schema, document, operationName) {
  const query = compileQuery(schema, typeof document === 'string' ? parse(document) : document, operationName);
  if (!isCompiledQuery(query)) throw new Error(query.errors.map(({ message }) => message).join('\n'));
  return query;
}
