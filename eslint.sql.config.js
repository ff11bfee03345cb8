import safeql from '@ts-safeql/eslint-plugin/config';
import tseslint from 'typescript-eslint';

/**
 * The check of whole SQL statements (`npm run check:sql`): each is prepared by PostgreSQL as the role of its subgraph, and
 * its result compared with the type that it is given. The environment names the database of each subgraph.
 */
const subgraphs = JSON.parse(process.env.SUBGRAPH_DATABASES ?? '{}');

/** Packages whose tables are in the schema of every subgraph: their statements are checked as one of them. */
const sharedStores = { rental: ['events', 'idempotency', 'jobs'] };

export default tseslint.config(
  { ignores: ['**/*.test.ts', '**/generated/'] },
  ...Object.entries(subgraphs).map(([name, databaseUrl]) => ({
    files: [
      `subgraphs/${name}/store/**/*.ts`,
      ...(sharedStores[name] ?? []).map((shared) => `packages/${shared}/src/store/**/*.ts`),
    ],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    ...safeql.configs.connections({
      databaseUrl,
      overrides: {
        types: {
          timestamptz: 'Date',
          date: 'string',
          int8: 'string',
          tsvector: 'string',
          bytea: 'Buffer',
          jsonb: 'unknown',
        },
      },
      targets: [{ tag: { regex: '^(sql|tx|.*\\.sql)$' }, transform: '{type}[]' }],
    }),
  })),
);
