import { defineConfig } from 'vitest/config';

// Workspace packages are tested from their sources: the condition stands in each package's "exports".
const conditions = ['reelhouse-source', 'node', 'development|production'];

export default defineConfig({
  resolve: {
    conditions,
    // Apollo's packages load the CommonJS build of graphql; a schema must not meet a second copy of the library.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  ssr: { resolve: { conditions, externalConditions: ['reelhouse-source'] } },
  // Where Vitest runs its global set-up.
  environments: { __vitest__: { resolve: { conditions } } },
  test: {
    include: ['{packages,subgraphs}/*/**/*.test.ts', 'gateway/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    // They wait for events, not for the time: this ends what hangs, on a machine that is busy with something else too.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    globalSetup: ['packages/test-database/src/global-setup.ts'],
    env: { APOLLO_TELEMETRY_DISABLED: '1' },
  },
});
