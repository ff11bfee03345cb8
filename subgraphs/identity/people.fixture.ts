import { EventEmitter, once } from 'node:events';
import { serviceIdentity, type Identity } from '@reelhouse/auth';
import { ManualClock } from '@reelhouse/clock';
import { EntityClient } from '@reelhouse/entity-client';
import { consume, offerSnapshot, openInProcessBus, startRelay } from '@reelhouse/events';
import { InProcessCache } from '@reelhouse/cache';
import { createLogger } from '@reelhouse/logging';
import { openSubgraph, type RequestContext, type SubgraphDefinition } from '@reelhouse/subgraph';
import { customerSubgraph } from '@reelhouse/subgraph-customer';
import { storeSubgraph } from '@reelhouse/subgraph-store';
import { InProcessTransport, type SubgraphTransport } from '@reelhouse/subgraph-transport';
import type { TestDatabase } from '@reelhouse/test-database';
import { graphql, type ExecutionResult } from 'graphql';
import { afterAll } from 'vitest';
import type { PasswordResetNotice } from './domain/password-reset-notifier.ts';
import { Passwords } from './domain/passwords.ts';
import type { RegistrationServices } from './domain/register-customer.ts';
import { identitySubgraphWith } from './subgraph.ts';

/** Identity with the subgraphs whose people sign in, all in this process, and the events between them. */
export interface People {
  readonly clock: ManualClock;
  /** Subgraphs that do not answer at the moment. */
  readonly down: Set<string>;
  /** The links that were sent. */
  readonly notices: PasswordResetNotice[];
  /** Starts what goes on in the background; all of it unless told. */
  readonly start: (...parts: readonly Part[]) => Promise<void>;
  /** Stops what goes on, as a process does that is told to. */
  readonly stop: () => Promise<void>;
  /** Waits until something is so. It is looked at whenever a subgraph has written something. */
  readonly until: (condition: () => Promise<boolean>) => Promise<void>;
  /** What registrations work with, for those that are begun directly. */
  readonly registering: (over?: Partial<RegistrationServices>) => RegistrationServices;
  readonly execute: (
    subgraph: string,
    operation: string,
    variables?: object,
    as?: Identity,
  ) => Promise<ExecutionResult>;
  /** Sends a mutation and gives its payload. Fails the test on any error. */
  readonly send: (subgraph: string, operation: string, variables?: object, as?: Identity) => Promise<Answer>;
}

/** What goes on in the background. */
export type Part = 'relays' | 'identity consumers' | 'customer consumers' | 'customer watch';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Answer = Record<string, any>;

const told = [
  ...['identity.consumer_position', 'identity.waiting_event', 'identity.dead_letter', 'identity.registration'],
  ...['identity.audit_entry', 'customer.consumer_position', 'customer.customer_request', 'identity.password_link'],
];

/** Opens them on a database of the test file; when the file is done they are closed. */
export async function openPeople(database: TestDatabase): Promise<People> {
  const clock = new ManualClock('2026-03-31T12:00:00Z');
  const log = createLogger({ name: 'test', level: 'silent' });
  const down = new Set<string>();
  const notices: PasswordResetNotice[] = [];
  const wrote = new EventEmitter().setMaxListeners(100);
  const notifier = {
    async send(notice: PasswordResetNotice) {
      notices.push(notice);
      wrote.emit('wrote');
    },
  };
  const definitions = [identitySubgraphWith({ notifier }), customerSubgraph, storeSubgraph];
  const transports = new Map<string, SubgraphTransport<RequestContext>>();
  const entities = new EntityClient({
    reach(name) {
      const transport = transports.get(name);
      if (!transport) throw new Error(`there is no subgraph ${name}`);
      return transport;
    },
  });
  const open = new Map(
    definitions.map((definition) => {
      const { name } = definition;
      const subgraph = openSubgraph(definition as SubgraphDefinition<RequestContext>, {
        ...{ databaseUrl: database.urlOf(name), clock, connections: 6 },
        reach: (other) => transports.get(other)!,
      });
      const context = (request: RequestContext) => {
        if (down.has(name)) throw new Error(`${name} is down`);
        return subgraph.contextFor(request);
      };
      transports.set(name, new InProcessTransport({ subgraph: name, schema: subgraph.schema, context }));
      afterAll(() => subgraph.close());
      return [name, subgraph] as const;
    }),
  );
  const sqlOf = (name: string) => open.get(name)!.sql;

  await database.sql.unsafe(
    `create function public.tell_wrote() returns trigger language plpgsql as 'begin notify wrote; return null; end';
     grant execute on function public.tell_wrote() to public;
     ${told.map((table) => `create trigger zz_told after insert or update or delete on ${table} for each statement execute function public.tell_wrote();`).join('\n')}`,
  );
  await database.sql.listen('wrote', () => wrote.emit('wrote'));

  const owners = Object.fromEntries(definitions.map(({ name }) => [name, sqlOf(name)]));
  const bus = openInProcessBus({ owners, clock });
  for (const { name, work } of definitions) {
    for (const { name: snapshot, read } of work?.snapshots ?? []) {
      await offerSnapshot({ bus, owner: name, sql: sqlOf(name), name: snapshot, read });
    }
  }
  let going: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    const parts = going;
    going = [];
    await Promise.all(parts.map((part) => part()));
  };
  afterAll(async () => {
    await stop();
    await bus.close();
  });

  const services = (name: string) => ({ sql: sqlOf(name), clock, entities, cache: new InProcessCache({ clock }) });
  const startConsumers = (name: string): void => {
    for (const consumer of definitions
      .find((definition) => definition.name === name)
      ?.work?.consumers?.(services(name)) ?? []) {
      const running = consume({ bus, sql: sqlOf(name), clock, log, takeOverMs: 50, ...consumer });
      going.push(() => running.close());
    }
  };
  const begin: Record<Part, () => void> = {
    relays() {
      for (const { name } of definitions) {
        const relay = startRelay({ bus, owner: name, sql: sqlOf(name), clock, log });
        going.push(() => relay.close());
      }
    },
    'identity consumers': () => startConsumers('identity'),
    'customer consumers': () => startConsumers('customer'),
    'customer watch'() {
      const watch = customerSubgraph.work!.watch!(services('customer'), log);
      going.push(() => watch.stop());
    },
  };

  const passwords = new Passwords({ concurrency: 2 });
  const execute: People['execute'] = (name, source, variables, identity) =>
    graphql({
      schema: open.get(name)!.schema,
      source,
      variableValues: variables as Record<string, unknown>,
      contextValue: open.get(name)!.contextFor({
        ...{ requestId: 'test', log, clientAddress: '203.0.113.7' },
        // Identity is asked by whoever a test says, its neighbours are not what it is about.
        identity: identity ?? (name === 'identity' ? undefined : serviceIdentity('test')),
      }),
    });
  const until: People['until'] = async (condition) => {
    for (;;) {
      const next = once(wrote, 'wrote');
      if (await condition()) return;
      await next;
    }
  };
  return {
    clock,
    down,
    notices,
    execute,
    stop,
    until,
    async start(...parts) {
      const wanted = parts.length > 0 ? parts : (Object.keys(begin) as Part[]);
      for (const part of wanted) begin[part]();
      if (!wanted.includes('identity consumers')) return;
      await until(async () => {
        const filled = await database.sql`select from identity.consumer_position where watermark is not null`;
        return filled.length === 2;
      });
    },
    registering: (over = {}) => ({
      ...{ sql: sqlOf('identity'), clock, passwords, clientAddress: '203.0.113.7' },
      entities: entities.forRequest({ requestId: 'test', log }),
      ...over,
    }),
    async send(name, operation, variables, identity) {
      const { data, errors } = await execute(name, operation, variables, identity);
      if (errors?.[0]) throw errors[0];
      const [answer] = Object.values(JSON.parse(JSON.stringify(data)) as Answer);
      return answer as Answer;
    },
  };
}
