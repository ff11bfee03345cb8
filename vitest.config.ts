import { availableParallelism } from 'node:os';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

// Workspace packages are tested from their sources: the condition stands in each package's "exports".
const conditions = ['reelhouse-source', 'node', 'development|production'];

const resolution = {
  resolve: {
    conditions,
    // Apollo's packages load the CommonJS build of graphql; a schema must not meet a second copy of the library.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  ssr: { resolve: { conditions, externalConditions: ['reelhouse-source'] } },
};

const ofSubgraphs = ['subgraphs/*/**/*.test.ts'];
const others = ['packages/*/**/*.test.ts', 'gateway/**/*.test.ts', 'tests/**/*.test.ts'];
const never = ['**/node_modules/**', '**/dist/**'];

/** What needs the machine for itself, none of it in a subgraph; everything else waits for events, however long they take. */
const alone = [
  // Runs the chain, or a server of it, as processes.
  'tests/{start,seen-from-outside}.test.ts',
  'tests/services/*.test.ts',
  'tests/access/attack-subgraphs-directly.test.ts',
  'gateway/src/bin/*-gateway.test.ts',
  'packages/embedded-postgres/src/*.test.ts',
  // Measures latency and memory, or has a thousand clients.
  'gateway/src/faults.test.ts',
  'tests/live/*.test.ts',
  'tests/edge/floods.test.ts',
  'tests/identity/{two-gateways,lost-servers}.test.ts',
  // Has deadlines of tenths of a second, by the clock of the machine.
  'packages/subgraph-transport/src/http/*.test.ts',
  'packages/{cache,rate-limit}/src/*.test.ts',
];

// Files wait for PostgreSQL half of their time: two fit on two cores, and each has a database of its own.
const besideEachOther = Math.max(2, availableParallelism() - 1);

/** A part of the tests. Parts of one order run together, and then those of the next. */
function part(order: number, test: TestProjectInlineConfiguration['test']): TestProjectInlineConfiguration {
  return {
    ...resolution,
    test: {
      ...test,
      sequence: { groupOrder: order },
      // They wait for events, not for the time: this ends what hangs, on a machine that is busy with something else too.
      testTimeout: 60_000,
      hookTimeout: 120_000,
      env: { APOLLO_TELEMETRY_DISABLED: '1' },
    },
  };
}

export default defineConfig({
  ...resolution,
  // Where Vitest runs its global set-up.
  environments: { __vitest__: { resolve: { conditions } } },
  test: {
    // Of all parts together, so that there is one server.
    globalSetup: ['packages/test-database/src/global-setup.ts'],
    projects: [
      // They leave nothing behind in their process, so the next file finds loaded what it needs: half of what they take.
      part(1, {
        name: 'subgraphs',
        include: ofSubgraphs,
        exclude: never,
        isolate: false,
        maxWorkers: besideEachOther,
      }),
      part(1, { name: 'beside', include: others, exclude: [...never, ...alone], maxWorkers: besideEachOther }),
      part(2, { name: 'alone', include: alone, exclude: never, maxWorkers: 1 }),
    ],
  },
});
