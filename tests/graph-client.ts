import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { expect } from 'vitest';

/** The answer of the graph to one operation. */
export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

/** The graph as a client has it, in whatever shape the chain runs. */
export interface GraphClient {
  readonly url: string;
  /** Sends an operation over HTTP. */
  readonly ask: (query: string, variables?: Record<string, unknown>) => Promise<Answer>;
  /** Sends a typed operation over HTTP and gives its data. Fails the test on any error. */
  readonly get: <Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables) => Promise<Data>;
}

/** @param urlNow where the graph is: asked for each operation, as it may not be open yet. */
export function graphClient(urlNow: () => string): GraphClient {
  async function ask(query: string, variables?: unknown): Promise<Answer> {
    const response = await fetch(urlNow(), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer;
  }
  return {
    get url() {
      return urlNow();
    },
    ask,
    async get<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables) {
      const { data, errors } = await ask(print(document), variables);
      expect(errors).toBeUndefined();
      return data as Data;
    },
  };
}
