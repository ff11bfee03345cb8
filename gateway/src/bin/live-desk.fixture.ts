import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { Caller } from '@reelhouse/auth';
import { systemClock } from '@reelhouse/clock';
import { openNatsBus } from '@reelhouse/events';
import { serveSchema, type IncomingRequest, type RequestContext } from '@reelhouse/http-server';
import { parse } from 'graphql';
import { readableLog } from '../graph.fixture.ts';
import { live, plain } from '../subscriptions/planned-graph.fixture.ts';

const deskSdl = `${live}
  scalar DateTime
  type Query { desk: String endedSessions(since: DateTime!): [EndedSession!]! @inaccessible }
  type EndedSession @inaccessible { sessionId: ID! endedAt: DateTime! }
  type Subscription {
    returned(since: ID): Returned @event(subject: "desk.loan.returned", payload: "eventId: _id loan { id: loanId }")
    called(since: ID): Call @event(subject: "desk.call.made", payload: "eventId: _id storeId number")
      @eventScope(scopes: ["staff"], claim: "store_id", equals: "{storeId}")
  }
  type Call { eventId: ID! storeId: ID number: Int }
  type Returned { eventId: ID! loan: Loan }
  type Loan @key(fields: "id") {
    id: ID!
    seenBy: String @perViewer
    sharedWith: String
    header(name: String!): String
  }`;

const bellSdl = `${plain}
  type Query { bell: String }
  type Subscription { rings: String }`;

/** The subgraphs of a live graph. */
export const liveSdls = { desk: deskSdl, bell: bellSdl };

interface DeskContext extends RequestContext {
  readonly headers: IncomingRequest['headers'];
}

type CallerOf = (headers: IncomingRequest['headers']) => Promise<Caller> | Caller;

/** Serves what tells of loans who asks for them, and what it got of a header. No session has ended, as far as it knows. */
export function serveDesk(callerOf: CallerOf) {
  const { log } = readableLog();
  const seen = (_loan: unknown, _args: unknown, context: unknown) =>
    (context as DeskContext).identity?.subject ?? 'nobody';
  return serveSchema<DeskContext>({
    schema: buildSubgraphSchema({
      typeDefs: parse(deskSdl),
      resolvers: {
        Query: { endedSessions: () => [] },
        Loan: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          seenBy: seen,
          sharedWith: seen,
          header: (_loan: unknown, { name }: { name: string }, context: unknown) =>
            (context as DeskContext).headers[name],
        },
      },
    }),
    introspection: false,
    context: async ({ requestId, log: requestLog, headers }) => ({
      requestId,
      log: requestLog,
      headers,
      ...(await callerOf(headers)),
    }),
    host: '127.0.0.1',
    port: 0,
    log,
  });
}

/** Serves a subgraph that answers subscriptions itself: with one result, which says who asks. */
export async function serveBell(callerOf: CallerOf) {
  const server = createServer((request, response) => {
    void (async () => {
      try {
        const { identity } = await callerOf(request.headers);
        const isStream = request.headers.accept === 'text/event-stream';
        const data = isStream ? { rings: identity?.subject ?? 'nobody' } : { __typename: 'Query' };
        const json = JSON.stringify({ data });
        response.writeHead(200, { 'content-type': isStream ? 'text/event-stream' : 'application/json' });
        response.end(isStream ? `event: next\ndata: ${json}\n\nevent: complete\n\n` : json);
      } catch {
        response.writeHead(401).end();
      }
    })();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Publishes what a desk would. */
export function openPublisher(url: string, prefix: string) {
  const { log } = readableLog();
  const bus = openNatsBus({ url, prefix, log });
  const publish = (subject: string, aggregateId: string, payload: object) => {
    const [owner = '', aggregateType = ''] = subject.split('.');
    const occurredAt = systemClock.now().toISOString();
    const event = { id: randomUUID(), subject, version: 1, aggregateType, aggregateId, occurredAt, payload };
    return bus.append(owner, [{ ...event, transactionId: '1' }]);
  };
  return {
    returned: (loanId: string) => publish('desk.loan.returned', loanId, { loanId }),
    called: (storeId: number, number: number) => publish('desk.call.made', String(number), { storeId, number }),
    sessionEnded: (sessionId: string) =>
      publish('identity.session.ended', sessionId, { sessionId, endedAt: systemClock.now().toISOString() }),
    close: () => bus.close(),
  };
}
