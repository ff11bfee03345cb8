import { randomUUID } from 'node:crypto';
import type { Identity } from '@reelhouse/auth';
import type { TestDatabase } from '@reelhouse/test-database';
import { afterEach } from 'vitest';
import { asService } from '../../packages/auth/src/identities.fixture.ts';
import type { RegisterCustomerInput } from './generated/resolvers.ts';
import { identityJobs } from './jobs.ts';
import { openPeople, type People } from './people.fixture.ts';

/** How a registration stands, as the graph tells. */
interface RegistrationStanding {
  readonly status: string;
  readonly failure: string | null;
  readonly customer: { readonly id: string } | null;
}

/** Identity and its neighbours, where people register. */
export interface RegisteringPeople extends People {
  readonly register: (input: RegisterCustomerInput) => ReturnType<People['send']>;
  readonly standing: (id: string, as?: Identity) => Promise<RegistrationStanding | null>;
  /** Waits until a registration has ended. */
  readonly ended: (id: string) => Promise<void>;
  /** Signs a customer in; who it is, or the code of the error. */
  readonly signIn: (email: string, password?: string) => Promise<string | undefined>;
  readonly customers: (email: string) => Promise<readonly object[]>;
  /** The number of the latest registration. */
  readonly latest: () => Promise<number>;
  /** Runs the job that tells again of what has not been answered, two minutes later. */
  readonly resume: () => Promise<void>;
}

const password = 'a long enough one';
let count = 0;

/** Somebody who registers, with an email that nobody has. */
export function person(over: Partial<RegisterCustomerInput> = {}): RegisterCustomerInput {
  return {
    idempotencyKey: randomUUID(),
    email: `new.${++count}@example.com`,
    password,
    firstName: ' Ada ',
    lastName: 'Lovelace',
    storeId: '2',
    address: { address: '12 Square', district: 'W1', cityId: '1', phone: '555' },
    ...over,
  };
}

/** Opens them on a database of the test file. Nothing goes on in the background when a test begins. */
export async function openRegistering(database: TestDatabase): Promise<RegisteringPeople> {
  const { sql } = database;
  const people = await openPeople(database);
  const { clock, down, execute, send, until } = people;
  const identity = database.connectAs('identity', { connections: 1 });

  afterEach(async () => {
    down.clear();
    await people.stop();
  });

  async function standing(id: string, as = asService): Promise<RegistrationStanding | null> {
    const { data } = await execute(
      'identity',
      'query ($id: ID!) { registration(id: $id) { status failure customer { id } } }',
      { id },
      as,
    );
    return data?.['registration'] as RegistrationStanding | null;
  }
  return {
    ...people,
    standing,
    register: (input) =>
      send(
        'identity',
        `mutation ($input: RegisterCustomerInput!) { registerCustomer(input: $input) {
          registration { id status failure customer { id } } userErrors { code path }
        } }`,
        { input },
      ),
    ended: (id) => until(async () => (await standing(id))?.status !== 'PENDING'),
    async signIn(email, with_ = password) {
      const answer = await send(
        'identity',
        'mutation ($input: SignInCustomerInput!) { signInCustomer(input: $input) { viewer { id } userErrors { code } } }',
        { input: { email, password: with_ } },
      );
      return (answer['viewer'] as { id: string } | null)?.id ?? (answer['userErrors'] as { code: string }[])[0]?.code;
    },
    customers: (email) => sql`select customer_id from customer.customer where email = ${email}`,
    async latest() {
      const [row] = await sql<{ number: number }[]>`select max(number) as number from identity.registration`;
      return row!.number;
    },
    async resume() {
      clock.advance(120);
      const job = identityJobs.find(({ name }) => name === 'resume-registrations')!;
      await job.run({
        ...{ dueAt: clock.now(), clock, sql: identity, signal: new AbortController().signal, state: null },
        batch: async (work: (tx: never) => Promise<unknown>) => {
          await identity.begin((tx) => work(tx as never));
        },
      } as never);
    },
  };
}
