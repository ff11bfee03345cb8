import { ManualClock } from '@reelhouse/clock';
import { createLogger } from '@reelhouse/logging';
import { openSubgraph, type RequestContext, type Subgraph, type SubgraphDefinition } from '@reelhouse/subgraph';
import { graphql, type ExecutionResult } from 'graphql';
import { afterAll } from 'vitest';
import type { TestDatabase } from './test-database.ts';

/** A subgraph on a test database, to be asked as the gateway asks it. */
export interface AskedSubgraph {
  readonly subgraph: Subgraph;
  readonly clock: ManualClock;
  /** The statements that reached PostgreSQL, in order. */
  readonly statements: string[];
  /** Executes an operation with a context of its own and gives its data. Fails the test on any error. */
  readonly ask: (operation: string, variables?: Record<string, unknown>) => Promise<Record<string, unknown>>;
  /** Executes an operation with a context of its own and gives the whole result. */
  readonly execute: (operation: string, variables?: Record<string, unknown>) => Promise<ExecutionResult>;
  /** Resolves entities by their representations, with the selection `{ … }` on them. */
  readonly entities: (representations: readonly Representation[], selection: string) => Promise<unknown>;
  /** The same subgraph, asked by somebody; without it, nobody has signed in. */
  readonly as: (identity: RequestContext['identity']) => AskedSubgraph;
}

/** A reference to an entity, as the gateway sends it. */
export type Representation = Readonly<Record<string, unknown>> & { readonly __typename: string };

/** Opens a subgraph on a database of the test file; it is closed when the file is done. */
export function askSubgraph<Context extends RequestContext>(
  definition: SubgraphDefinition<Context>,
  database: TestDatabase,
  clock = new ManualClock('2026-03-31T12:00:00Z'),
): AskedSubgraph {
  const statements: string[] = [];
  const subgraph = openSubgraph(definition, {
    databaseUrl: database.urlOf(definition.name),
    clock,
    connections: 4,
    onStatement: (text) => void statements.push(text),
  });
  afterAll(() => subgraph.close());
  const log = createLogger({ name: 'test', level: 'silent' });
  const by = (identity: RequestContext['identity']): AskedSubgraph => {
    const execute = (source: string, variableValues?: Record<string, unknown>): Promise<ExecutionResult> =>
      graphql({
        schema: subgraph.schema,
        source,
        variableValues,
        contextValue: subgraph.contextFor({ requestId: 'test', log, identity }),
      });
    async function ask(operation: string, variables?: Record<string, unknown>): Promise<Record<string, unknown>> {
      const { data, errors } = await execute(operation, variables);
      if (errors?.[0]) throw errors[0];
      // Without null prototypes, so that results compare with literals.
      return JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
    }
    return {
      subgraph,
      clock,
      statements,
      ask,
      execute,
      async entities(representations, selection) {
        const operation = `query ($representations: [_Any!]!) { _entities(representations: $representations) ${selection} }`;
        return (await ask(operation, { representations }))['_entities'];
      },
      as: by,
    };
  };
  return by(undefined);
}
