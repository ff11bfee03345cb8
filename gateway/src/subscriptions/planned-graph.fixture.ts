import { buildSubgraphSchema } from '@apollo/subgraph';
import { getOperationAST, getVariableValues, GraphQLError, parse } from 'graphql';
import type { LiveEvent } from '@reelhouse/events';
import type { RequestContext } from '@reelhouse/http-server';
import type { SubgraphTransport } from '@reelhouse/subgraph-transport';
import { CompiledPlanExecutor } from '../execution/compiled-plan-executor.ts';
import { compose, readableLog, transportsTo, type Reached } from '../graph.fixture.ts';
import { OperationPlanner } from '../planning/operation-planner.ts';
import { PlanCache } from '../plan-cache.ts';
import { readSupergraph } from '../supergraph.ts';
import type { SubscriptionRequest } from './executable-subscription.ts';

/** The start of a subgraph's SDL that uses the directives of the live specification. */
export const live = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective", "@shareable",
    "@requires", "@external", "@inaccessible"])
  @link(url: "https://specs.reelhouse.example/live/v0.1", import: ["@event", "@eventScope", "@perViewer"])
  @composeDirective(name: "@event")
  @composeDirective(name: "@eventScope")
  @composeDirective(name: "@perViewer")
  directive @event(subject: String!, payload: String!) repeatable on FIELD_DEFINITION
  directive @eventScope(scopes: [String!]!, claim: String!, equals: String!) repeatable on FIELD_DEFINITION
  directive @perViewer on FIELD_DEFINITION | OBJECT
`;

/** The same for a subgraph that uses none of them. */
export const plain = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key",
  "@shareable", "@requires", "@external"])
`;

const desk = `${live}
  type Query { loans: [Loan!] latest: Activity }
  type Subscription {
    returned(storeId: ID, late: Boolean, since: ID): Returned!
      @event(subject: "desk.loan.returned", payload: """
        eventId: _id  at: _occurredAt  subject: _subject  daysLate
        loan { id: loanId }
        copy { id: copyId film { id: filmId } }
        fee { amount: feeMinor currency }
      """)
    activity(actor: ID = "1", since: ID): Activity
      @event(subject: "desk.loan.made", payload: "about { ... on Loan { id: loanId } ... on Film { id: filmId } }")
      @event(subject: "desk.film.added", payload: "about { __typename: kind ... on Loan { id: it } ... on Film { id: it } }")
    loan(id: ID): Loan @event(subject: "desk.loan.changed", payload: "id: loanId")
    ticks(to: Int!): Tick!
  }
  type Returned {
    eventId: ID! at: String! subject: String daysLate: Int loan: Loan copy: Copy fee: Money
  }
  type Activity { about: Thing }
  union Thing = Loan | Film | Poster
  type Poster { size: Int }
  type Money @shareable { amount: Int! currency: String! }
  type Loan @key(fields: "id") { id: ID! due: String! film: Film note(lang: String): String secret: String @perViewer }
  type Copy @key(fields: "id film { id }") { id: ID! film: Film! shelf: String }
  type Film @key(fields: "id") { id: ID! waiting: Int price: Int @external dear: Boolean @requires(fields: "price") }
  type Tick { number: Int! film: Film }`;

const catalogue = `${plain}
  type Query { film(id: ID!): Film }
  type Film @key(fields: "id") { id: ID! title: String! price: Int named(as: String!): String broken: String maker: Maker }
  type Maker @key(fields: "id") { id: ID! name: String! }
  type Money @shareable { amount: Int! currency: String! }`;

/** The supergraph of a desk, which has subscriptions, and of a catalogue. */
export const liveSupergraph = compose({ desk, catalogue });

function subgraphs() {
  const film = buildSubgraphSchema({
    typeDefs: parse(catalogue),
    resolvers: {
      Film: {
        __resolveReference: ({ id }: { id: string }) => (id === '404' ? null : { id, title: `film ${id}`, price: 500 }),
        named: (_film: unknown, { as }: { as: string }) => as,
        broken: ({ id }: { id: string }) => {
          throw new GraphQLError(`no ${id}`, { extensions: { code: 'BAD_USER_INPUT' } });
        },
        maker: () => ({ id: '7', name: 'maker' }),
      },
    },
  });
  const loan = buildSubgraphSchema({
    typeDefs: parse(desk),
    resolvers: {
      Subscription: {
        ticks: {
          async *subscribe(_root: unknown, { to }: { to: number }) {
            for (let number = 1; number <= to; number++) yield { ticks: { number, film: { id: String(number) } } };
          },
        },
      },
      Loan: {
        __resolveReference: ({ id }: { id: string }) =>
          id === '404' ? null : { id, due: `due ${id}`, film: { id: '1' } },
        note: (_loan: unknown, { lang }: { lang?: string }) => `in ${String(lang)}`,
        secret: ({ id }: { id: string }) => `secret of ${id}`,
      },
      Copy: {
        __resolveReference: ({ id, film: { id: of } }: { id: string; film: { id: string } }) => ({
          id,
          film: { id: of },
          shelf: `${id}/${of}`,
        }),
      },
      Film: {
        waiting: () => 3,
        dear: ({ price }: { price: number }) => price > 300,
      },
      Thing: { __resolveType: () => 'Loan' },
    },
  });
  return { desk: loan, catalogue: film };
}

/** Subscriptions on a supergraph, compiled, and what is sent to subgraphs for them. */
export async function liveGraph(
  reached: Reached = 'in-process',
  supergraphSdl = liveSupergraph,
  schemas: Parameters<typeof transportsTo>[0] = subgraphs(),
) {
  const { transports, stopSubgraphs } = await transportsTo(schemas, reached);
  const sent: { subgraph: string; query: string; variables: unknown }[] = [];
  const recorded = Object.entries(transports).map(([subgraph, transport]) => {
    const recording: SubgraphTransport<RequestContext> = {
      ...(transport.subscribe && { subscribe: (operation) => transport.subscribe!(operation) }),
      prepare(operation) {
        const ask = transport.prepare(operation);
        return (variables, context) => {
          sent.push({ subgraph, query: operation.query, variables: structuredClone(variables) });
          return ask(variables, context);
        };
      },
      ready: () => transport.ready(),
      stop: () => transport.stop(),
    };
    return [subgraph, recording] as const;
  });
  const supergraph = readSupergraph(supergraphSdl);
  const apiSchema = supergraph.apiSchema().toGraphQLJSSchema();
  const executor = new CompiledPlanExecutor(supergraph, apiSchema, new Map(recorded));
  const planner = new OperationPlanner(supergraph);
  const plans = new PlanCache(planner, (plan, operation) => executor.compileSubscription(plan, operation), 100);
  const { log, lines } = readableLog();
  const toPlan = (query: string) => {
    const document = parse(query);
    return { document, documentKey: query, operation: getOperationAST(document)! };
  };
  return {
    planner,
    sent,
    lines,
    stopSubgraphs,
    plan: (query: string) => planner.plan(parse(query), undefined).node,
    subscription: (query: string) => plans.get(toPlan(query)),
    request(query: string, raw: Record<string, unknown> = {}): SubscriptionRequest {
      const { variableDefinitions = [] } = toPlan(query).operation;
      const { coerced, errors } = getVariableValues(apiSchema, variableDefinitions, raw);
      if (!coerced) throw errors[0];
      return { context: { requestId: 'live', log }, raw, coerced };
    },
    /** What a subscriber gets for an event. */
    async answer(query: string, event: LiveEvent, raw: Record<string, unknown> = {}) {
      const subscription = plans.get(toPlan(query));
      if (subscription.kind !== 'events') throw new Error('not of events');
      return JSON.parse(JSON.stringify(await subscription.execute(event, this.request(query, raw)))) as unknown;
    },
  };
}

/** An event of a subject. */
export function eventOf(subject: string, payload: Record<string, unknown>): LiveEvent {
  return { id: 'e-1', sequence: 1, subject, aggregateId: 'a', occurredAt: '2026-01-02T03:04:05.000Z', payload };
}

/** A loan was returned. */
export const returnedEvent = eventOf('desk.loan.returned', {
  loanId: 10,
  copyId: 20,
  filmId: 1,
  storeId: 2,
  daysLate: 4,
  feeMinor: 150,
  currency: 'EUR',
});
