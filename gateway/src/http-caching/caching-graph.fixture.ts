import { getOperationAST, parse } from 'graphql';
import { readAuthorizationRules } from '@reelhouse/authorization';
import type { AnswerCaching } from '@reelhouse/http-server';
import { OperationPlanner } from '../planning/operation-planner.ts';
import { readSupergraph } from '../supergraph.ts';
import { OperationCaching } from './operation-caching.ts';

const federation = `@link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external",
  "@requires", "@composeDirective", "@authenticated", "@requiresScopes", "@interfaceObject"])`;

/** The start of a subgraph's SDL that says what depends on who asks, and nothing of caching. */
export const unhinted = `extend schema ${federation}
  @link(url: "https://specs.reelhouse.example/live/v0.1", import: ["@perViewer"]) @composeDirective(name: "@perViewer")
  directive @perViewer on FIELD_DEFINITION | OBJECT
`;

/** What a subgraph's SDL has besides if it says how long answers may be kept. */
export const hints = `extend schema
  @link(url: "https://specs.reelhouse.example/caching/v0.1", import: ["@cacheControl"]) @composeDirective(name: "@cacheControl")
  directive @cacheControl(maxAge: Int, scope: caching__Scope, inheritMaxAge: Boolean)
    on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
  enum caching__Scope { PUBLIC PRIVATE }
`;

/** The start of a subgraph's SDL that says both. */
export const hinted = `${unhinted}${hints}`;

/** The same of a subgraph that does not say what depends on who asks. */
export const unmarked = `extend schema ${federation} ${hints}`;

/** Types with hints of all kinds, and nothing that asks for a token or depends on who asks. */
export const shopTypes = `
  type Query {
    bare: Film
    number: Int
    counted: Int @cacheControl(maxAge: 20)
    film: Film @cacheControl(maxAge: 100)
    mine: Film @cacheControl(maxAge: 100, scope: PRIVATE)
    typed: Typed
    lent: Typed @cacheControl(maxAge: 500)
    inherits: Typed @cacheControl(inheritMaxAge: true)
    page: Page @cacheControl(maxAge: 100)
    rootless: Page
    secret: Film @cacheControl(maxAge: 100)
    item: Item @cacheControl(inheritMaxAge: true)
    thing: Thing
    named: Named @cacheControl(maxAge: 100)
    negative: Int @cacheControl(maxAge: -5)
  }
  type Mutation { film: Film @cacheControl(maxAge: 100) }
  type Film {
    title: String
    stock: Int @cacheControl(maxAge: 3)
    typed: Typed
    inherits: Typed @cacheControl(inheritMaxAge: true)
    other: Film
    page: Page
    own: Int @cacheControl(scope: PRIVATE)
    open: TypedOwn @cacheControl(scope: PUBLIC)
    owned: TypedOwn
    self: Film @cacheControl(inheritMaxAge: true)
  }
  type Typed @cacheControl(maxAge: 50) { a: Int film: Film @cacheControl(maxAge: 9) }
  type TypedOwn @cacheControl(maxAge: 50, scope: PRIVATE) { a: Int }
  type Page @cacheControl(inheritMaxAge: true) { count: Int films: [Film!] @cacheControl(inheritMaxAge: true) info: Page }
  union Item @cacheControl(maxAge: 80) = Long | Short
  type Long @cacheControl(maxAge: 900) { a: Int }
  type Short @cacheControl(maxAge: 8) { a: Int }
  union Thing = Long | Short
  interface Named { name: String @cacheControl(maxAge: 70) page: Page }
  type Person implements Named { name: String page: Page }
  type Place implements Named { name: String @cacheControl(maxAge: 7) page: Page }
`;

/** What is said of an operation by its text. */
export type CachingOf = (query: string) => AnswerCaching | undefined;

/** @param sdl of a supergraph. */
export function cachingOf(sdl: string): CachingOf {
  const supergraph = readSupergraph(sdl);
  const rules = readAuthorizationRules(parse(sdl));
  const { viewerFields } = new OperationPlanner(supergraph);
  const caching = new OperationCaching({ supergraph, rules, viewerFields });
  return (query) => {
    const document = parse(query);
    const operation = getOperationAST(document);
    if (!operation) throw new Error('there is not one operation');
    return caching.of(document, operation);
  };
}
