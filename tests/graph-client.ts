import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { expect } from 'vitest';

/** The answer of the graph to one operation. */
export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

/** The header that says who asks; none for somebody who has not signed in. */
export type Credentials = Readonly<Record<string, string>>;

/** The graph as one client has it, in whatever shape the chain runs. */
export interface GraphClient {
  /** What the client sends with everything: as a header, or in the payload with which a WebSocket begins. */
  readonly credentials: () => Promise<Credentials>;
  /** Sends an operation over HTTP. */
  readonly ask: (query: string, variables?: Record<string, unknown>) => Promise<Answer>;
  /** Sends a typed operation over HTTP and gives its data. Fails the test on any error. */
  readonly get: <Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables) => Promise<Data>;
}

/** A client of somebody who does not sign in. */
const nobody = (): Promise<Credentials> => Promise.resolve({});

/**
 * @param urlNow where the graph is: asked for each operation, as it may not be open yet.
 * @param credentials asked for each operation, as tokens expire.
 */
export function graphClient(urlNow: () => string, credentials: GraphClient['credentials'] = nobody): GraphClient {
  async function ask(query: string, variables?: unknown): Promise<Answer> {
    const response = await fetch(urlNow(), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await credentials()) },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer;
  }
  return {
    credentials,
    ask,
    async get<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables) {
      const { data, errors } = await ask(print(document), variables);
      expect(errors).toBeUndefined();
      return data as Data;
    },
  };
}
