/** A subgraph by yoga, which streams subscriptions as server-sent events. `config.form` says which subgraph it is. */
import { createServer } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { createPubSub, createYoga } from 'graphql-yoga';
import { createLiveGraph } from './live-graph.mjs';
import { announce, config } from './measured-server.mjs';

const pubSub = createPubSub();
let fetches = 0;
let streams = 0;

process.on('message', (message) => {
  if (message.emit) {
    const at = String(process.hrtime.bigint());
    pubSub.publish('returned', message.emit);
    process.send({ at });
  } else if (message === 'fetches') {
    process.send({ fetches });
  } else if (message === 'streams') {
    process.send({ streams });
  }
});

const { typeDefs, resolvers } = createLiveGraph(() => pubSub.subscribe('returned'), false)[config.form];
const yoga = createYoga({
  schema: buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers }),
  logging: false,
  landingPage: false,
  graphiql: false,
});
const server = createServer((request, response) => {
  if (request.headers.accept?.includes('text/event-stream')) {
    streams += 1;
    response.once('close', () => (streams -= 1));
  } else fetches += 1;
  void yoga(request, response);
});
server.listen(0, '127.0.0.1', () => announce(`http://127.0.0.1:${server.address().port}/graphql`));
