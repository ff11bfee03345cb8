import { Kind, valueFromASTUntyped, type ConstDirectiveNode, type DocumentNode } from 'graphql';
import { StartupError } from '@reelhouse/config';

/** What a security directive of a schema means, whatever the schema calls it. */
export type SecurityDirective = 'authenticated' | 'requiresScopes' | 'policy';

const specifications = 'https://specs.apollo.dev/';
const directives: readonly SecurityDirective[] = ['authenticated', 'requiresScopes', 'policy'];
const version = 'v0.1';

/** The specifications whose directives are enforced, as the identities of their links. */
export const enforcedSpecifications: ReadonlySet<string> = new Set(
  directives.map((name) => `${specifications}${name}`),
);

/**
 * What the security directives are called in a schema, by its links. A supergraph links the specification of each; a
 * subgraph links the one of federation, which holds all three.
 *
 * @throws {StartupError} for a version that is not known here: it may mean something else.
 */
export function securityDirectives({ definitions }: DocumentNode): ReadonlyMap<string, SecurityDirective> {
  const names = new Map<string, SecurityDirective>();
  for (const definition of definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const link of (definition.directives ?? []).flatMap(readLink)) {
      for (const directive of directives) {
        if (link.specification !== directive && link.specification !== 'federation') continue;
        if (link.specification === directive && link.version !== version) {
          throw new StartupError(
            `the schema uses ${specifications}${directive}/${link.version}, of which this gateway knows ${version} only`,
          );
        }
        names.set(nameIn(link, directive), directive);
      }
    }
  }
  return names;
}

interface Link {
  /** Its name in the catalogue of specifications. */
  readonly specification: string;
  readonly version: string;
  /** What stands before the names of elements that are not imported. */
  readonly prefix: string;
  /** What is imported, under the names of the specification. */
  readonly imported: ReadonlyMap<string, string>;
}

/** The directive that links may be called otherwise too: what points to a specification is a link. */
function readLink({ arguments: given = [] }: ConstDirectiveNode): Link[] {
  const values = new Map(given.map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));
  const url = values.get('url') ?? values.get('feature');
  if (typeof url !== 'string' || !url.startsWith(specifications)) return [];
  const [specification = '', linked = ''] = url.slice(specifications.length).split('/');
  const as = values.get('as');
  const imports = values.get('import');
  return [
    {
      specification,
      version: linked,
      prefix: typeof as === 'string' ? as : specification,
      imported: new Map((Array.isArray(imports) ? imports : []).map(readImport)),
    },
  ];
}

function readImport(value: unknown): [string, string] {
  if (typeof value === 'string') return [value, value];
  const { name, as = name } = value as { readonly name: string; readonly as?: string };
  return [name, as];
}

function nameIn({ specification, prefix, imported }: Link, directive: SecurityDirective): string {
  const own = imported.get(`@${directive}`);
  if (own !== undefined) return own.slice(1);
  return directive === specification ? prefix : `${prefix}__${directive}`;
}
