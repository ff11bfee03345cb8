import { systemClock } from '@reelhouse/clock';
import { createLogger } from '@reelhouse/logging';
import { openHouse, type HouseOptions } from '@reelhouse/reelhouse';
import type { TestDatabase } from '@reelhouse/test-database';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { afterAll, expect } from 'vitest';

/** The answer of the graph to one operation. */
export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

/** The whole chain, served over HTTP on a free port of this machine. */
export interface RunningHouse {
  readonly url: string;
  /** The statements that reached PostgreSQL, each with the name of its subgraph before it. */
  readonly statements: string[];
  /** Sends an operation over HTTP. */
  readonly ask: (query: string, variables?: Record<string, unknown>) => Promise<Answer>;
  /** Sends a typed operation over HTTP and gives its data. Fails the test on any error. */
  readonly get: <Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables) => Promise<Data>;
}

/** Opens the whole chain on a database of the test file; it is stopped when the file is done. */
export async function runHouse(
  database: TestDatabase,
  options: Pick<HouseOptions, 'background' | 'clock'> = { clock: systemClock },
): Promise<RunningHouse> {
  const statements: string[] = [];
  const house = await openHouse({
    ...database.access,
    // Where statements are counted, nobody else may send any.
    background: false,
    ...options,
    log: createLogger({ name: 'test', level: 'silent' }),
    host: '127.0.0.1',
    port: 0,
    landingPage: true,
    onStatement: (subgraph, text) => void statements.push(`${subgraph}: ${text.replaceAll(/\s+/g, ' ').trim()}`),
  });
  afterAll(() => house.stop());
  async function ask(query: string, variables?: unknown): Promise<Answer> {
    const response = await fetch(house.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer;
  }
  return {
    url: house.url,
    statements,
    ask,
    async get<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables) {
      const { data, errors } = await ask(print(document), variables);
      expect(errors).toBeUndefined();
      return data as Data;
    },
  };
}
