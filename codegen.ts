import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { CodegenConfig } from '@graphql-codegen/cli';

/**
 * How the scalars of schema/shared.graphql reach a resolver: `DateTime` is an instant; a calendar day stays the text
 * `YYYY-MM-DD`, because a `Date` would tie it to a time zone; decimals stay text, because a float would round them.
 */
const serverScalars = {
  ID: { input: 'string', output: 'string | number' },
  DateTime: 'Date',
  Date: 'string',
  Decimal: 'string',
  CurrencyCode: 'string',
  _FieldSet: 'string',
};

/** How the same scalars reach a client: as JSON. */
const clientScalars = { ID: 'string', DateTime: 'string', Date: 'string', Decimal: 'string', CurrencyCode: 'string' };

const config: CodegenConfig = {
  generates: {
    ...Object.fromEntries(subgraphsWithSchema().map((name) => [resolversFile(name), resolverTypes(name)])),
    ...(hasGraphqlFile('tests') && { 'tests/generated/documents.ts': typedDocuments() }),
  },
};

export default config;

function subgraphsWithSchema(): string[] {
  return readdirSync('subgraphs').filter((name) => existsSync(`subgraphs/${name}/schema.graphql`));
}

function resolversFile(subgraph: string): string {
  return `subgraphs/${subgraph}/generated/resolvers.ts`;
}

/** The types that the resolvers of a subgraph have to satisfy. */
function resolverTypes(subgraph: string): CodegenConfig['generates'][string] {
  return {
    schema: ['schema/shared.graphql', `subgraphs/${subgraph}/schema.graphql`],
    plugins: ['typescript', 'typescript-resolvers'],
    config: {
      federation: true,
      useTypeImports: true,
      enumsAsTypes: true,
      immutableTypes: true,
      strictScalars: true,
      scalars: serverScalars,
      contextType: '../context.ts#Context',
      ...readSettings(subgraph),
    },
  };
}

/**
 * What a subgraph says in its `codegen.json`, with paths relative to its `generated` folder: which row type stands for
 * which GraphQL type (`{ "mappers": { "Film": "../store/film.ts#FilmRow" } }`), and what the values of an enum are inside,
 * where they are not their names (`{ "enumValues": { "Rating": { "PG_13": "PG-13" } } }`).
 */
function readSettings(subgraph: string): {
  mappers?: Record<string, string>;
  enumValues?: Record<string, Record<string, string>>;
} {
  const path = `subgraphs/${subgraph}/codegen.json`;
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as ReturnType<typeof readSettings>) : {};
}

/** The operations that tests send, with the types of their variables and results. */
function typedDocuments(): CodegenConfig['generates'][string] {
  return {
    schema: 'schema/api.graphql',
    documents: 'tests/**/*.graphql',
    plugins: ['typescript-operations', 'typed-document-node'],
    config: { useTypeImports: true, enumsAsTypes: true, strictScalars: true, scalars: clientScalars },
  };
}

function hasGraphqlFile(folder: string): boolean {
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { recursive: true, withFileTypes: true }).some(
    (entry) => entry.isFile() && entry.name.endsWith('.graphql'),
  );
}
