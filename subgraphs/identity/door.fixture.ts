import { principalOf, type Identity, type PrincipalKind } from '@reelhouse/auth';
import { ManualClock } from '@reelhouse/clock';
import { createLogger } from '@reelhouse/logging';
import { openSubgraph, type RequestContext, type Subgraph } from '@reelhouse/subgraph';
import type { TestDatabase } from '@reelhouse/test-database';
import { graphql, type ExecutionResult } from 'graphql';
import { decodeJwt } from 'jose';
import { afterAll } from 'vitest';
import type { CommandServices } from './domain/command.ts';
import { normalizeLoginName } from './domain/login-name.ts';
import { Passwords } from './domain/passwords.ts';
import type { PasswordAlgorithm } from './store/credential.ts';
import { identitySubgraph } from './subgraph.ts';

/** The identity subgraph, in this process. */
export interface Door {
  readonly clock: ManualClock;
  readonly subgraph: Subgraph;
  /** The algorithms that passwords were hashed with through `services`, in order. */
  readonly runs: PasswordAlgorithm[];
  /** What the commands work with, for those that are called directly. */
  readonly services: (over?: Partial<CommandServices>) => CommandServices;
  readonly execute: (
    operation: string,
    variables?: Record<string, unknown>,
    request?: Partial<RequestContext>,
  ) => Promise<ExecutionResult>;
  /** Executes an operation and gives its data. Fails the test on any error. */
  readonly ask: (
    operation: string,
    variables?: Record<string, unknown>,
    request?: Partial<RequestContext>,
  ) => Promise<Record<string, any>>; // eslint-disable-line @typescript-eslint/no-explicit-any
  /** Makes an account, with the password `correct horse` unless told. */
  readonly addAccount: (account: NewAccount) => Promise<void>;
}

/** An account to be made. */
export interface NewAccount {
  readonly kind: PrincipalKind;
  readonly id: number;
  readonly name: string;
  /** Null for somebody who has none yet. */
  readonly password?: { readonly algorithm: PasswordAlgorithm; readonly hash: string } | null;
  readonly active?: boolean;
  readonly manager?: boolean;
}

/** The password of the accounts of tests. */
export const password = 'correct horse';

const passwordHash = await new Passwords().hash(password);

/** Opens the identity subgraph on a database of the test file; when the file is done it is closed. */
export function openDoor(database: TestDatabase, clock = new ManualClock('2026-03-31T12:00:00Z')): Door {
  const log = createLogger({ name: 'test', level: 'silent' });
  const subgraph = openSubgraph(identitySubgraph, { databaseUrl: database.urlOf('identity'), clock, connections: 8 });
  afterAll(() => subgraph.close());
  const runs: PasswordAlgorithm[] = [];
  const passwords = new Passwords({ concurrency: 2, onRun: (algorithm) => void runs.push(algorithm) });
  const sql = database.connectAs('identity', { connections: 10 });

  const execute: Door['execute'] = (source, variableValues, request) =>
    graphql({
      schema: subgraph.schema,
      source,
      variableValues,
      contextValue: subgraph.contextFor({ requestId: 'test', log, clientAddress: '203.0.113.7', ...request }),
    });

  return {
    clock,
    subgraph,
    runs,
    services: (over = {}) => ({ sql, clock, passwords, clientAddress: '203.0.113.7', ...over }),
    execute,
    async ask(operation, variables, request) {
      const { data, errors } = await execute(operation, variables, request);
      if (errors?.[0]) throw errors[0];
      return JSON.parse(JSON.stringify(data)) as ReturnType<Door['ask']>;
    },
    async addAccount({ kind, id, name, password: given, active = true, manager = false }) {
      const loginName = normalizeLoginName(kind, name);
      if ('problem' in loginName) throw new Error(loginName.problem);
      const storeId = kind === 'staff' ? 1 : null;
      await database.sql`
        insert into identity.login_name values (
          ${kind}, ${id}, ${name}, ${loginName.normalized}, ${active}, ${manager}, ${storeId}, ${clock.now()})`;
      if (given === null) return;
      const { algorithm, hash } = given ?? { algorithm: 'argon2id', hash: passwordHash };
      await database.sql`
        insert into identity.credential values (${kind}, ${id}, ${algorithm}, ${hash}, ${clock.now()})`;
    },
  };
}

/** Whom an access token stands for, as the gateway would say. */
export function identityOf(accessToken: string): Identity {
  const {
    sub = '',
    scope,
    sid,
    client_id: clientId,
    store_id: storeId,
    exp = 0,
  } = decodeJwt<Record<string, unknown>>(accessToken);
  if (!principalOf({ subject: sub })) throw new Error(`nobody: ${sub}`);
  return {
    subject: sub,
    scopes: String(scope).split(' '),
    sessionId: String(sid),
    ...(typeof clientId === 'string' && { clientId }),
    ...(typeof storeId === 'number' && { storeId }),
    expiresAt: exp,
  };
}
