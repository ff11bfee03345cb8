import { buildSubgraphSchema } from '@apollo/subgraph';
import type { Identity } from '@reelhouse/auth';
import type { RequestContext } from '@reelhouse/http-server';
import { parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestGateway } from '../gateway.fixture.ts';
import { compose, transportsTo } from '../graph.fixture.ts';
import { link } from './authorized-graph.fixture.ts';

const sdl = `${link}
  type Query { open: String secret: String @requiresScopes(scopes: [["staff"]]) mine: String @authenticated }
  type Mutation { change(to: String!): String @requiresScopes(scopes: [["manager"]]) }
  type Subscription { changes: String @authenticated }`;
const resolvers = {
  Query: { open: () => 'open', secret: () => 'secret', mine: () => 'mine' },
  Mutation: { change: () => 'changed' },
};
const people: Readonly<Record<string, Identity>> = {
  customer: { subject: 'customer:1', scopes: ['customer'], expiresAt: 4e9 },
  staff: { subject: 'staff:1', scopes: ['staff'], expiresAt: 4e9 },
};

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
beforeAll(async () => {
  const schemas = { house: buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]) };
  const { transports } = await transportsTo(schemas, 'in-process');
  gateway = await startTestGateway('in-process', {
    supergraphSdl: compose({ house: sdl }),
    transports,
    context: ({ requestId, log, headers }): RequestContext => ({
      requestId,
      log,
      identity: people[String(headers['x-person'])],
    }),
  });
});
afterAll(() => gateway.stop());

const denied = (path: string) => ({
  message: 'Unauthorized field or type',
  path: [path],
  extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' },
});

test.each([
  ['nobody', { open: 'open', it: null, mine: null }, [denied('it'), denied('mine')]],
  ['customer', { open: 'open', it: null, mine: 'mine' }, [denied('it')]],
  ['staff', { open: 'open', it: 'secret', mine: 'mine' }, undefined],
])('%s sees what the token allows, and is told what is left out', async (person, data, errors) => {
  const query = '{ open it: secret mine }';
  const { body } = await gateway.ask(query, undefined, { 'x-person': person });
  expect(body).toEqual({ data, ...(errors && { errors }) });
});

test('a mutation that is not allowed is refused, whatever else it asks for', async () => {
  const query = 'mutation { __typename change(to: "x") }';
  const { body } = await gateway.ask(query, undefined, { 'x-person': 'staff' });
  expect(body).toEqual({ data: null, errors: [denied('change')] });
});

test('a refusal does not tell whether variables fit', async () => {
  const query = 'mutation ($to: String!) { change(to: $to) }';
  const { body } = await gateway.ask(query, {}, { 'x-person': 'staff' });
  expect(body).toEqual({ data: null, errors: [denied('change')] });
});

test('a subscription that is not allowed is refused before it is a stream', async () => {
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: 'subscription { changes }' }),
  });
  expect(await response.text()).toContain('UNAUTHORIZED_FIELD_OR_TYPE');
});
