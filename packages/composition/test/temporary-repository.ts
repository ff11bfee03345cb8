import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const link = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@authenticated", "@listSize", "@requiresScopes"])
`;

/** Two subgraphs that pass every check, by path. */
const soundFiles = {
  'schema/shared.graphql': `
"An amount of money."
type Money @shareable {
  "The decimal amount."
  amount: String!
}

"Where a page of a list stands."
type PageInfo @shareable {
  "Whether more follows."
  hasNextPage: Boolean!
  "Whether something goes before."
  hasPreviousPage: Boolean!
  "The cursor of the first edge."
  startCursor: String
  "The cursor of the last edge."
  endCursor: String
}

"Open to everybody."
directive @public on OBJECT | FIELD_DEFINITION

"How long it may be kept."
directive @cacheControl(
  "In seconds."
  maxAge: Int
) on FIELD_DEFINITION
`,
  'subgraphs/film/package.json': '{ "reelhouse": { "port": 4001 } }',
  'subgraphs/film/schema.graphql': `${link}
"Where reading starts."
type Query {
  "The film of an id."
  film(
    "The film's id."
    id: ID!
  ): Film @public
  "All films."
  films(
    "How many at most."
    first: Int
    "The cursor to go on from."
    after: String
  ): FilmConnection! @public @listSize(assumedSize: 20, slicingArguments: ["first"], sizedFields: ["edges"], requireOneSlicingArgument: false)
}

"A page of films."
type FilmConnection {
  "The films and their cursors."
  edges: [FilmEdge!]!
  "Where the page stands."
  pageInfo: PageInfo!
}

"A film in a page."
type FilmEdge {
  "Where the film stands in the list."
  cursor: String!
  "The film."
  node: Film!
}

"A film of the catalogue."
type Film @key(fields: "id") @public {
  "The film's id."
  id: ID!
  "The title."
  title: String!
  "The old title."
  oldTitle: String @deprecated(reason: "Use title.")
  "What renting it costs."
  price: Money @requiresScopes(scopes: [["staff"]])
}
`,
  'subgraphs/rental/package.json': '{ "reelhouse": { "port": 4004 } }',
  'subgraphs/rental/schema.graphql': `${link}
extend type Film @key(fields: "id") {
  id: ID! @external
  "How many copies the chain has."
  copies: Int
}
`,
} as const;

/** A repository in a temporary folder that holds a small, sound schema. Nothing is composed or released yet. */
export class TemporaryRepository {
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
  }

  static async create(): Promise<TemporaryRepository> {
    const repository = new TemporaryRepository(await mkdtemp(join(tmpdir(), 'reelhouse-schema-')));
    for (const [path, text] of Object.entries(soundFiles)) await repository.write(path, text);
    return repository;
  }

  async write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.root, path)), { recursive: true });
    await writeFile(join(this.root, path), text);
  }

  read(path: string): Promise<string> {
    return readFile(join(this.root, path), 'utf8');
  }

  /** Replaces a passage of a file, which must be there. */
  async edit(path: string, passage: string, replacement: string): Promise<void> {
    const text = await this.read(path);
    if (!text.includes(passage)) throw new Error(`${path} does not contain: ${passage}`);
    await this.write(path, text.replace(passage, replacement));
  }

  async delete(path = '.'): Promise<void> {
    await rm(join(this.root, path), { recursive: true });
  }
}
