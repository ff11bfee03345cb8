import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { createInternalKeys, readPublicKeys, SubgraphTokenVerifier, viewerOf, type Viewer } from '@reelhouse/auth';
import { systemClock } from '@reelhouse/clock';
import { serveSchema, type GraphQLHttpServer, type RequestContext } from '@reelhouse/http-server';
import { GraphQLScalarType, parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../gateway.fixture.ts';
import { compose, readableLog } from '../graph.fixture.ts';
import { runUntilItListens } from './running-gateway.fixture.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@inaccessible", "@authenticated"])`;
const sdl = `${link}
  scalar DateTime
  type Query { open: String mine: String @authenticated }
  type Mutation { recordDenials(input: RecordDenialsInput!): RecordDenialsPayload @inaccessible }
  input RecordDenialsInput @inaccessible { denials: [DenialInput!]! }
  input DenialInput @inaccessible {
    subject: String clientAddress: String coordinate: String! operationName: String count: Int! minute: DateTime!
  }
  type RecordDenialsPayload @inaccessible { userErrors: [UserError!]! }
  type UserError @inaccessible { code: String! }
  extend type Mutation { other: String }`;

const recorded: { readonly input: unknown; readonly by: Viewer }[] = [];
let folder: string;
let subgraph: GraphQLHttpServer;
let gateway: Awaited<ReturnType<typeof runUntilItListens>>;

beforeAll(async () => {
  const internal = createInternalKeys();
  const keys = readPublicKeys(internal.publicKeys) ?? { keys: [] };
  const verifier = new SubgraphTokenVerifier({ subgraph: 'people', keys, clock: systemClock });
  const { log } = readableLog();
  subgraph = await serveSchema<RequestContext>({
    schema: buildSubgraphSchema({
      typeDefs: parse(sdl),
      resolvers: {
        DateTime: new GraphQLScalarType({ name: 'DateTime' }),
        Mutation: {
          recordDenials(_source: unknown, { input }: { input: unknown }, context: unknown) {
            recorded.push({ input, by: viewerOf((context as RequestContext).identity) });
            return { userErrors: [] };
          },
        },
      },
    }),
    introspection: false,
    context: async ({ requestId, log: requestLog, headers }) => ({
      ...{ requestId, log: requestLog },
      ...(await verifier.callerOf(headers)),
    }),
    host: '127.0.0.1',
    port: 0,
    log,
  });
  folder = await mkdtemp(join(tmpdir(), 'gateway-'));
  const supergraph = compose({ people: sdl }, () => subgraph.url);
  await writeFile(join(folder, 'supergraph.graphql'), supergraph);
  await writeFile(join(folder, 'gateway.yaml'), 'audit: {subgraph: people}');
  const args = ['--supergraph', 'supergraph.graphql', '--config', 'gateway.yaml', '--port', '0'];
  gateway = await runUntilItListens(args, folder, { INTERNAL_PRIVATE_KEY: internal.privateKey });
});
afterAll(async () => {
  await subgraph.stop();
  await rm(folder, { recursive: true });
});

test('what was denied is recorded at the subgraph of the audit log, at the latest when the gateway stops', async () => {
  await ask(gateway.url, 'query Peek { open mine }');
  await ask(gateway.url, 'query Peek { open mine }');
  expect(recorded).toEqual([]);
  expect(await gateway.stop()).toBe(0);
  const denial = { subject: null, coordinate: 'Query.mine', operationName: 'Peek', count: 2 };
  expect(recorded).toMatchObject([{ input: { denials: [denial] }, by: { kind: 'service' } }]);
});
