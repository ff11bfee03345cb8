/** The hand-written schema, compiled, of the form `yoga` or `bare`: node:http and nothing else. */
import { Buffer } from 'node:buffer';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { createYoga } from 'graphql-yoga';
import { createGraph } from './graph.mjs';
import { compile, config, serve } from './measured-server.mjs';

const schema = makeExecutableSchema(createGraph(config.resolution).single);

function yoga() {
  const queries = new WeakMap();
  const compiled = {
    onExecute({ args, setExecuteFn }) {
      let query = queries.get(args.document);
      if (!query) queries.set(args.document, (query = compile(args.schema, args.document, args.operationName)));
      setExecuteFn(({ contextValue, variableValues }) => query.query(undefined, contextValue, variableValues ?? {}));
    },
  };
  return createYoga({ schema, logging: false, graphiql: false, landingPage: false, plugins: [compiled] });
}

function bare() {
  const queries = new Map();
  async function answer(body) {
    const { query: text, variables, operationName } = JSON.parse(body);
    let query = queries.get(text);
    if (!query) queries.set(text, (query = compile(schema, text, operationName)));
    return Buffer.from(JSON.stringify(await query.query(undefined, {}, variables)));
  }
  return (request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      answer(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)).then(
        (body) => {
          response.writeHead(200, {
            'content-type': 'application/json; charset=utf-8',
            'content-length': body.length,
          });
          response.end(body);
        },
        (error) => response.writeHead(500).end(String(error)),
      );
    });
  };
}

serve(config.form === 'yoga' ? yoga() : bare(), '/graphql');
