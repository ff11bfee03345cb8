/** Gateways that pass subscriptions on: `stitching` is graphql-tools' federation behind yoga, `hive` is Hive Gateway. */
import { readFileSync } from 'node:fs';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import http from '@graphql-mesh/transport-http';
import { buildHTTPExecutor } from '@graphql-tools/executor-http';
import { getStitchedSchemaFromSupergraphSdl } from '@graphql-tools/federation';
import { createYoga } from 'graphql-yoga';
import { config, serve } from './measured-server.mjs';

const supergraphSdl = readFileSync(config.supergraph, 'utf8');

function stitching() {
  const schema = getStitchedSchemaFromSupergraphSdl({
    supergraphSdl,
    batch: true,
    onSubschemaConfig(subschema) {
      subschema.executor = buildHTTPExecutor({ endpoint: config.urls[subschema.name.toLowerCase()] });
    },
  });
  return createYoga({ schema, logging: false, landingPage: false, graphiql: false });
}

function hive() {
  return createGatewayRuntime({
    supergraph: supergraphSdl,
    transports: { http },
    logging: false,
    landingPage: false,
    graphiql: false,
  });
}

serve(config.form === 'hive' ? hive() : stitching(), '/graphql');
