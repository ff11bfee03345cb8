import graphqlPlugin from '@graphql-eslint/eslint-plugin';
import { Linter, type ESLint } from 'eslint';
import type { Problem } from '../problem.ts';
import type { SdlFile } from '../subgraph-sdl.ts';

// The plugin's rules are typed more narrowly than ESLint's own types allow.
const plugin = graphqlPlugin as unknown as ESLint.Plugin;

/** Given instead of a schema; without any, the parser would look for a GraphQL configuration on disk. */
const schemaNotNeeded = 'type Query { unused: Int }';

const describedEverywhere: Linter.RulesRecord = {
  'graphql/require-description': [
    'error',
    {
      types: true,
      FieldDefinition: true,
      InputValueDefinition: true,
      EnumValueDefinition: true,
      DirectiveDefinition: true,
      // An external field is described by the subgraph that owns it.
      ignoredSelectors: ['FieldDefinition:has(> [kind=Directive][name.value=external])'],
    },
  ],
};

const conventions: Linter.RulesRecord = {
  'graphql/naming-convention': [
    'error',
    {
      // A type of a specification is called `specification__Type`, by which it is kept out of the API schema.
      types: { style: 'PascalCase', ignorePattern: '^[a-z]+__[A-Z]' },
      FieldDefinition: 'camelCase',
      InputValueDefinition: 'camelCase',
      DirectiveDefinition: 'camelCase',
      EnumValueDefinition: 'UPPER_CASE',
    },
  ],
  'graphql/input-name': ['error', { checkInputType: true, caseSensitiveInputType: false }],
  'graphql/no-hashtag-description': 'error',
  'graphql/require-deprecation-reason': 'error',
  'graphql/relay-arguments': ['error', { includeBoth: false }],
  'graphql/relay-connection-types': 'error',
  'graphql/relay-edge-types': ['error', { shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false }],
  'graphql/relay-page-info': 'error',
};

/**
 * Every type, field, argument, enum value and directive without a description. Type extensions and `@external` fields
 * need none: the owner describes those.
 */
export function findUndescribed(file: SdlFile): Problem[] {
  return lint(file, describedEverywhere, schemaNotNeeded);
}

/**
 * Every departure from the house's naming and from the Relay connection specification.
 *
 * @param apiSdl the composed API schema: the Relay rules look types up that stand in another file.
 */
export function findUnconventional(file: SdlFile, apiSdl: string): Problem[] {
  return lint(file, conventions, apiSdl);
}

function lint(file: SdlFile, rules: Linter.RulesRecord, schemaSdl: string): Problem[] {
  const linter = new Linter({ configType: 'flat' });
  const config: Linter.Config = {
    files: ['**/*.graphql'],
    plugins: { graphql: plugin },
    languageOptions: { parser: graphqlPlugin.parser, parserOptions: { schemaSdl } },
    rules,
  };
  return linter
    .verify(file.text, config, { filename: file.path })
    .map(({ message, line, column }) => ({ message, location: { path: file.path, line, column } }));
}
