import { Kind, valueFromASTUntyped, type ConstDirectiveNode, type DocumentNode } from 'graphql';

/** Where the specifications that are known here stand. */
export const specifications = 'https://specs.apollo.dev/';

/** The specification that the schemas of subgraphs link: it holds the directives of all others. */
export const federation = 'federation';

/** A specification that a schema uses. */
export interface Link {
  /** Its name in the catalogue of specifications. */
  readonly specification: string;
  readonly version: string;
  /** What stands before the names of elements that are not imported. */
  readonly prefix: string;
  /** What is imported, under the names of the specification. */
  readonly imported: ReadonlyMap<string, string>;
}

/** The specifications that a schema links, of those that are known here. */
export function readLinks({ definitions }: DocumentNode): readonly Link[] {
  return definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
      ? (definition.directives ?? []).flatMap(readLink)
      : [],
  );
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

/** What a schema calls a directive of a specification that it links. */
export function nameIn({ specification, prefix, imported }: Link, directive: string): string {
  const own = imported.get(`@${directive}`);
  if (own !== undefined) return own.slice(1);
  return directive === specification ? prefix : `${prefix}__${directive}`;
}

/** What a subgraph calls a directive of federation; undefined where it links no federation. */
export function nameInFederation(document: DocumentNode, directive: string): string | undefined {
  const link = readLinks(document).find(({ specification }) => specification === federation);
  return link && nameIn(link, directive);
}
