import type { Clock } from '@reelhouse/clock';
import type { TestDatabase } from '@reelhouse/test-database';
import { expect } from 'vitest';
import { graphClient, type Credentials, type GraphClient } from './graph-client.ts';
import { letIn, type Login, type Person } from './let-in.ts';

/** The graph as everybody has it who works with it. */
export interface GraphClients {
  /** The URL of the GraphQL endpoint. */
  readonly url: string;
  /** Asks without having signed in. */
  readonly anonymous: GraphClient;
  /** Asks as somebody, who signs in when they ask for the first time, and again when their token has expired. */
  readonly as: (person: Person) => GraphClient;
}

interface Session {
  readonly credentials: Credentials;
  readonly expiresAt: Date;
}

const payload = 'accessToken accessTokenExpiresAt userErrors { code }';
const mutations = {
  customer: `mutation ($name: String!, $password: String!) {
    signIn: signInCustomer(input: { email: $name, password: $password }) { ${payload} }
  }`,
  staff: `mutation ($name: String!, $password: String!) {
    signIn: signInStaff(input: { username: $name, password: $password }) { ${payload} }
  }`,
} as const;

/**
 * @param urlNow where the graph is: asked for each operation, as it may not be open yet.
 * @param options.clock of the house: what tells there when a token has expired.
 */
export function graphClients(
  urlNow: () => string,
  { database, clock }: { readonly database: TestDatabase; readonly clock: Clock },
): GraphClients {
  const anonymous = graphClient(urlNow);
  const clients = new Map<Person, GraphClient>();

  async function signIn({ kind, name, password }: Login): Promise<Session> {
    const { data, errors } = await anonymous.ask(mutations[kind], { name, password });
    expect(errors).toBeUndefined();
    const { accessToken, accessTokenExpiresAt, userErrors } = data?.['signIn'] as SignInPayload;
    expect(userErrors).toEqual([]);
    return { credentials: { authorization: `Bearer ${accessToken}` }, expiresAt: new Date(accessTokenExpiresAt) };
  }

  function clientOf(person: Person): GraphClient {
    let session: Promise<Session> | undefined;
    return graphClient(urlNow, async () => {
      const current = session;
      if (current && (await current).expiresAt > clock.now()) return (await current).credentials;
      // Of those who ask at the same time, one signs in.
      if (session === current || !session) session = letIn(database, person).then(signIn);
      return (await session).credentials;
    });
  }

  return {
    get url() {
      return urlNow();
    },
    anonymous,
    as(person) {
      const client = clients.get(person) ?? clientOf(person);
      clients.set(person, client);
      return client;
    },
  };
}

interface SignInPayload {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: string;
  readonly userErrors: readonly unknown[];
}
