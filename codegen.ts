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
      mappers: readMappers(subgraph),
    },
  };
}

/**
 * Which row type stands for which GraphQL type, from the subgraph's `codegen.json`:
 * `{ "mappers": { "Film": "../store/film.ts#FilmRow" } }`, the paths being relative to its `generated` folder.
 * A row type of the same name as its GraphQL type needs another: `../store/film.ts#Film as FilmRow`.
 */
function readMappers(subgraph: string): Record<string, string> {
  const path = `subgraphs/${subgraph}/codegen.json`;
  if (!existsSync(path)) return {};
  const { mappers } = JSON.parse(readFileSync(path, 'utf8')) as { mappers: Record<string, string> };
  return mappers;
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
