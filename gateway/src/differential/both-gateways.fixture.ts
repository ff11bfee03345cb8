import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, validate, type GraphQLSchema } from 'graphql';
import type { RequestContext } from '@reelhouse/http-server';
import { unavailable, type SubgraphTransport } from '@reelhouse/subgraph-transport';
import { compose, transportsTo } from '../graph.fixture.ts';
import { gatewaysOn } from './gateways.fixture.ts';

/** A subgraph of a test: what it knows, and how it resolves it. */
export interface TestSubgraph {
  readonly typeDefs: string;
  readonly resolvers?: Parameters<typeof buildSubgraphSchema>[0] extends infer M
    ? M extends { resolvers?: infer R }
      ? R
      : never
    : never;
}

/** The subgraphs of a test, by name. */
export type TestGraph = Readonly<Record<string, TestSubgraph>>;

/** Stock ApolloGateway and ours, on the same subgraphs in this process. */
export async function bothGateways(graph: TestGraph, down: readonly string[] = []) {
  const schemas = Object.fromEntries(
    Object.entries(graph).map(([name, { typeDefs, resolvers }]) => [
      name,
      buildSubgraphSchema([{ typeDefs: parse(`${federation}\n${typeDefs}`), ...(resolvers && { resolvers }) }]),
    ]),
  );
  const supergraphSdl = compose(
    Object.fromEntries(Object.entries(graph).map(([name, { typeDefs }]) => [name, `${federation}\n${typeDefs}`])),
  );
  const { transports: working } = await transportsTo(schemas, 'in-process');
  const sent: { subgraph: string; query: string; variables: Readonly<Record<string, unknown>> }[] = [];
  const transports = Object.fromEntries(
    Object.entries(working).map(([name, transport]) => [
      name,
      recorded(name, schemas[name]!, down.includes(name) ? dead(name) : transport, sent),
    ]),
  );
  return { ...(await gatewaysOn(supergraphSdl, transports)), sent };
}

const federation = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires",
  "@provides", "@external", "@shareable", "@override", "@inaccessible", "@interfaceObject", "@context", "@fromContext",
  "@composeDirective"])`;

function dead(subgraph: string): SubgraphTransport<RequestContext> {
  return {
    prepare: () => async () => ({ errors: [unavailable(subgraph)] }),
    ready: async () => false,
    stop: async () => {},
  };
}

/** A transport that notes what is sent, and takes only what the subgraph would take. */
function recorded(
  subgraph: string,
  schema: GraphQLSchema,
  transport: SubgraphTransport<RequestContext>,
  sent: { subgraph: string; query: string; variables: Readonly<Record<string, unknown>> }[],
): SubgraphTransport<RequestContext> {
  return {
    prepare(operation) {
      const problems = validate(schema, operation.document);
      if (problems.length > 0)
        throw new Error(`${operation.query}: ${problems.map(({ message }) => message).join(' ')}`);
      const ask = transport.prepare(operation);
      return (variables, context) => {
        sent.push({ subgraph, query: operation.query, variables: structuredClone(variables) });
        return ask(variables, context);
      };
    },
    ready: () => transport.ready(),
    stop: () => transport.stop(),
  };
}

/** Whether an operation may be sent to a gateway at all. */
export function isValid(schema: GraphQLSchema, query: string): boolean {
  return validate(schema, parse(query)).length === 0;
}
