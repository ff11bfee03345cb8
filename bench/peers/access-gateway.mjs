/**
 * Hive Gateway before the subgraphs of the house, with its own plugin for the federation standard's security directives. It
 * has no means to sign as the house does: the operator's part is a plugin that sends what `SubgraphTokenSigner` signs.
 */
import { readFileSync } from 'node:fs';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import http from '@graphql-mesh/transport-http';
import { config, serve } from './measured-server.mjs';

/** Tokens by who asks and by subgraph. They live for a minute: the parent sends new ones. */
let tokens = {};
process.on('message', (message) => {
  if (!message.tokens) return;
  ({ tokens } = message);
  process.send({ done: true });
});

const whoAsks = (headers) => headers?.get(config.personHeader) ?? 'nobody';

const signed = {
  onFetch({ url, options, context, setOptions }) {
    const name = Object.keys(config.urls).find((each) => config.urls[each] === url);
    const person = whoAsks(context?.request?.headers);
    const token = tokens[person]?.[name];
    setOptions({ ...options, headers: { ...options.headers, authorization: `Bearer ${token}` } });
  },
};

const gateway = createGatewayRuntime({
  supergraph: readFileSync(config.supergraph, 'utf8'),
  transports: { http },
  ...(config.form === 'rust' && { unifiedGraphHandler }),
  genericAuth: {
    mode: 'protect-granular',
    // As the house does: what is denied is left out, the rest is answered.
    rejectUnauthenticated: false,
    resolveUserFn: ({ request }) => config.people[whoAsks(request?.headers)],
    extractScopes: (user) => user?.scopes ?? [],
  },
  plugins: () => [signed],
  logging: false,
  landingPage: false,
  graphiql: false,
});
serve(gateway, '/graphql');
