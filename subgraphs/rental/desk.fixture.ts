import { randomUUID } from 'node:crypto';
import type { Identity } from '@reelhouse/auth';
import { ManualClock } from '@reelhouse/clock';
import { EntityClient } from '@reelhouse/entity-client';
import { createLogger } from '@reelhouse/logging';
import { openSubgraph, type RequestContext, type Subgraph, type SubgraphDefinition } from '@reelhouse/subgraph';
import { customerSubgraph } from '@reelhouse/subgraph-customer';
import { filmSubgraph } from '@reelhouse/subgraph-film';
import { storeSubgraph } from '@reelhouse/subgraph-store';
import { InProcessTransport, type SubgraphTransport } from '@reelhouse/subgraph-transport';
import type { TestDatabase } from '@reelhouse/test-database';
import { graphql, type ExecutionResult } from 'graphql';
import { afterAll } from 'vitest';
import { asService } from '../../packages/auth/src/identities.fixture.ts';
import { auditWhenDone } from './audit.fixture.ts';
import type { CommandServices } from './domain/command.ts';
import { rentalSubgraph } from './subgraph.ts';

/** Who asks; null for somebody who has not signed in. Unless it is said, a service, which names the staff who act. */
export type Asking = Identity | null;

/** The lending desk with the subgraphs that it asks, all in this process. */
export interface Desk {
  readonly clock: ManualClock;
  /** Subgraphs that do not answer at the moment. */
  readonly down: Set<string>;
  /** The subgraphs that were asked for facts, in order. */
  readonly asked: string[];
  /** What the commands work with, for those that are called directly. */
  readonly services: (identity?: Asking) => CommandServices;
  readonly execute: (
    operation: string,
    variables?: Record<string, unknown>,
    identity?: Asking,
  ) => Promise<ExecutionResult>;
  /** Sends a mutation with a new idempotency key, unless the input has one, and gives its payload. */
  readonly send: (mutation: string, input: Record<string, unknown>, identity?: Asking) => Promise<Payload>;
}

/** What a command answers. */
export interface Payload {
  readonly rentals?: readonly { readonly id: string; readonly copy: { readonly id: string } }[] | null;
  readonly copies?: readonly { readonly id: string }[] | null;
  readonly copy?: { readonly id: string; readonly status: string } | null;
  readonly userErrors: readonly { readonly code: string; readonly message: string; readonly path: readonly string[] }[];
}

const copyFields = 'id status store { id } destination { id } lastUpdate';
const rentalFields = `id copy { ${copyFields} } customer { id } store { id } staff { id } rentalDate dueAt returnDate
  price { amount currency } durationDays filmTitle lastUpdate`;
const changed: Readonly<Record<string, string>> = {
  checkOut: `rentals { ${rentalFields} }`,
  checkIn: `rentals { ${rentalFields} }`,
  addCopies: `copies { ${copyFields} }`,
  transferCopy: `copy { ${copyFields} }`,
  receiveCopy: `copy { ${copyFields} }`,
};

/** Opens the desk on a database of the test file; when the file is done it is closed, and the stock audited. */
export function openDesk(database: TestDatabase, clock = new ManualClock('2026-03-31T12:00:00Z')): Desk {
  const down = new Set<string>();
  const asked: string[] = [];
  const log = createLogger({ name: 'test', level: 'silent' });
  const request = (identity: Asking = asService): RequestContext => ({
    requestId: 'test',
    log,
    identity: identity ?? undefined,
  });
  const transports = new Map<string, SubgraphTransport<RequestContext>>();
  const reach = (name: string): SubgraphTransport<RequestContext> => {
    const transport = transports.get(name);
    if (!transport) throw new Error(`there is no subgraph ${name}`);
    return transport;
  };

  function open<Context extends RequestContext>(definition: SubgraphDefinition<Context>): Subgraph {
    const databaseUrl = database.urlOf(definition.name);
    const subgraph = openSubgraph(definition, { databaseUrl, clock, reach, connections: 4 });
    const context = (incoming: RequestContext) => {
      asked.push(subgraph.name);
      if (down.has(subgraph.name)) throw new Error(`${subgraph.name} is down`);
      return subgraph.contextFor(incoming);
    };
    transports.set(
      subgraph.name,
      new InProcessTransport({ subgraph: subgraph.name, schema: subgraph.schema, context }),
    );
    afterAll(() => subgraph.close());
    return subgraph;
  }

  auditWhenDone(database);
  for (const definition of [filmSubgraph, customerSubgraph, storeSubgraph])
    open(definition as SubgraphDefinition<RequestContext>);
  const rental = open(rentalSubgraph);
  const sql = database.connectAs('rental', { connections: 10 });

  const execute: Desk['execute'] = (source, variableValues, identity) =>
    graphql({ schema: rental.schema, source, variableValues, contextValue: rental.contextFor(request(identity)) });

  return {
    clock,
    down,
    asked,
    services(asking) {
      const incoming = request(asking);
      const entities = new EntityClient({ reach }).forRequest(incoming);
      return { sql, clock, entities, identity: incoming.identity };
    },
    execute,
    async send(mutation, input, identity) {
      const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
      const operation = `mutation ($input: ${type}!) {
        ${mutation}(input: $input) { ${changed[mutation] ?? ''} userErrors { code message path } }
      }`;
      const variables = { input: { idempotencyKey: randomUUID(), ...input } };
      const { data, errors } = await execute(operation, variables, identity);
      if (errors?.[0]) throw errors[0];
      return (JSON.parse(JSON.stringify(data)) as Record<string, Payload>)[mutation]!;
    },
  };
}
