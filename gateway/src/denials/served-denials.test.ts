import { buildSubgraphSchema } from '@apollo/subgraph';
import type { Identity } from '@reelhouse/auth';
import { ManualClock } from '@reelhouse/clock';
import type { RequestContext } from '@reelhouse/http-server';
import { Metrics } from '@reelhouse/telemetry';
import { GraphQLError, parse } from 'graphql';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { eventStream, open } from '../../../packages/http-server/src/streams/http-client.fixture.ts';
import { RawWebSocket } from '../../../packages/http-server/src/streams/raw-websocket.fixture.ts';
import { link } from '../authorization/authorized-graph.fixture.ts';
import { startTestGateway } from '../gateway.fixture.ts';
import { compose, readableLog, transportsTo } from '../graph.fixture.ts';
import type { DenialCount } from './denial.ts';
import { recordDenialsAt } from './record-denials.ts';

const sdl = `${link}
  type Query { open: String secret: String @requiresScopes(scopes: [["staff"]]) mine: String @authenticated }
  type Mutation { change(to: String!): String @requiresScopes(scopes: [["manager"]]) }
  type Subscription { changes: String @authenticated }`;
const people: Readonly<Record<string, Identity>> = {
  customer: { subject: 'customer:1', scopes: ['customer'], expiresAt: 4e9 },
  staff: { subject: 'staff:1', scopes: ['staff'], expiresAt: 4e9 },
};

const clock = new ManualClock('2026-03-01T10:00:30Z');
let recorded: DenialCount[];
beforeEach(() => void (recorded = []));

async function start() {
  const metrics = new Metrics({ ofProcess: false });
  const schema = buildSubgraphSchema(parse(sdl.replaceAll(/@requiresScopes\([^)]*\)|@authenticated(?!")/g, '')));
  const { transports } = await transportsTo({ house: schema }, 'in-process');
  const gateway = await startTestGateway('in-process', {
    supergraphSdl: compose({ house: sdl }),
    transports,
    telemetry: { requests: undefined, metrics },
    denials: { record: async (denials) => void recorded.push(...denials), clock, timers: clock },
    context: ({ requestId, log, headers }): RequestContext => ({
      ...{ requestId, log, clientAddress: '203.0.113.7' },
      identity: people[String(headers['x-person'])],
    }),
  });
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= gateway.stop());
  onTestFinished(stop);
  return { ...gateway, metrics, stop };
}

const about = { clientAddress: '203.0.113.7', minute: '2026-03-01T10:00:00.000Z' };

test('what was denied to whom is recorded, whatever it was asked by, and counted by role', async () => {
  const gateway = await start();
  await gateway.ask('query Peek { open a: secret b: secret mine }');
  await gateway.ask('query Peek { open a: secret b: secret mine }');
  await gateway.ask('query Peek { secret }', {}, { 'x-person': 'customer' });
  await gateway.ask('mutation { change(to: "x") }', {}, { 'x-person': 'staff' });
  const stream = await open(gateway.url, 'subscription Follow { changes }', eventStream);
  expect(await stream.until('never')).toContain('UNAUTHORIZED_FIELD_OR_TYPE');
  const socket = await RawWebSocket.connected(gateway.url.replace('http', 'ws'));
  socket.subscribe('1', 'subscription Follow { changes }');
  expect(await socket.messages.next()).toMatchObject({
    payload: { errors: [{ path: ['changes'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }] },
  });
  socket.socket.close();
  await gateway.stop();
  expect(recorded).toEqual([
    { ...about, subject: null, coordinate: 'Query.secret', operationName: 'Peek', count: 2 },
    { ...about, subject: null, coordinate: 'Query.mine', operationName: 'Peek', count: 2 },
    { ...about, subject: 'customer:1', coordinate: 'Query.secret', operationName: 'Peek', count: 1 },
    { ...about, subject: 'staff:1', coordinate: 'Mutation.change', operationName: null, count: 1 },
    { ...about, subject: null, coordinate: 'Subscription.changes', operationName: 'Follow', count: 2 },
  ]);
  const counted = await gateway.metrics.registry.getSingleMetric('gateway_denials_total')?.get();
  expect(counted?.values.map(({ labels, value }) => [labels['role'], value])).toEqual([
    ['anonymous', 4],
    ['customer', 1],
    ['staff', 1],
  ]);
});

test('what is allowed, and what is skipped in any case, is not told', async () => {
  const gateway = await start();
  await gateway.ask('{ open }');
  await gateway.ask('{ open secret @skip(if: true) }');
  await gateway.ask('{ open secret mine }', {}, { 'x-person': 'staff' });
  await gateway.stop();
  expect(recorded).toEqual([]);
});

const auditSdl = `scalar DateTime
  type Query { a: Int }
  type Mutation { recordDenials(input: RecordDenialsInput!): Payload }
  input RecordDenialsInput { denials: [DenialInput!]! }
  input DenialInput { subject: String clientAddress: String coordinate: String! operationName: String count: Int! minute: DateTime! }
  type Payload { userErrors: [UserError!]! }
  type UserError { code: String! }`;

test.each(['in-process', 'http'] as const)('a subgraph %s is given them, as a service', async (reached) => {
  const given: unknown[] = [];
  let refusal: unknown = [];
  const recordDenials = (_: unknown, { input }: { input: unknown }) => {
    given.push(JSON.parse(JSON.stringify(input)));
    if (refusal instanceof Error) throw refusal;
    return { userErrors: refusal };
  };
  const schema = buildSubgraphSchema({
    typeDefs: parse(auditSdl),
    resolvers: { Mutation: { recordDenials } },
  });
  const { transports, stopSubgraphs } = await transportsTo({ audit: schema }, reached);
  onTestFinished(async () => {
    await stopSubgraphs();
  });
  const { log } = readableLog();
  const asked: (string | undefined)[] = [];
  const record = recordDenialsAt<RequestContext>(
    {
      prepare(operation) {
        const ask = transports['audit']!.prepare(operation);
        return (variables, context) => {
          asked.push(context.identity?.subject);
          return ask(variables, context);
        };
      },
    },
    () => ({ requestId: 'audit', log }),
  );
  const denial = { ...about, subject: null, coordinate: 'Query.secret', operationName: 'Peek', count: 2 };
  await record([denial]);
  expect(given).toEqual([{ denials: [denial] }]);
  expect(asked).toEqual(['service:gateway']);
  refusal = [{ code: 'INVALID' }];
  await expect(record([denial])).rejects.toThrow('the subgraph of the audit log refused denials: INVALID');
  refusal = new GraphQLError('not for you', { extensions: { code: 'FORBIDDEN' } });
  await expect(record([denial])).rejects.toThrow('answered with an error');
});
