import { composeServices } from '@apollo/composition';
import { withStatedPermissions } from '@reelhouse/authorization';
import {
  concatAST,
  GraphQLError,
  lexicographicSortSchema,
  parse,
  printSchema,
  Source,
  type DocumentNode,
} from 'graphql';
import { CompositionFailed } from './composition-failed.ts';
import { readPermissions, type Permission } from './permissions/read-permissions.ts';
import type { Location, Problem } from './problem.ts';
import type { SubgraphSdl } from './subgraph-sdl.ts';

/** Something that composition did but that the author may not have meant. */
export interface CompositionHint {
  /** Apollo's code, such as `INCONSISTENT_DESCRIPTION`. */
  readonly code: string;
  readonly level: 'WARN' | 'INFO' | 'DEBUG';
  readonly message: string;
}

/** What composition yields. Both texts depend on the subgraphs' SDL only, so that they can be kept in version control. */
export interface ComposedSupergraph {
  /** The schema that the gateway plans by, with the join directives. */
  readonly supergraphSdl: string;
  /** The schema that clients see, sorted by name. */
  readonly apiSdl: string;
  /** Who may see what, sorted by type and field. */
  readonly permissions: readonly Permission[];
  readonly hints: readonly CompositionHint[];
}

/** How subgraphs are composed. */
export interface ComposeOptions {
  /**
   * Who may see what nothing is stated of. The house's own graph is for staff unless it says otherwise, which is so without
   * this too; in the graphs of others everybody may see it.
   */
  readonly unstated?: 'staff' | 'everybody';
}

/**
 * Composes subgraphs into one supergraph. Touches no file.
 *
 * @throws {CompositionFailed} with every problem: SDL that does not parse, or that does not compose.
 */
export function composeSupergraph(
  subgraphs: readonly SubgraphSdl[],
  { unstated = 'staff' }: ComposeOptions = {},
): ComposedSupergraph {
  const parsed = parseSubgraphs(subgraphs);
  const services = parsed.map((service) => ({
    ...service,
    typeDefs: unstated === 'staff' ? withStatedPermissions(service.typeDefs) : service.typeDefs,
  }));
  const result = composeServices(services);
  if (result.errors) throw new CompositionFailed(result.errors.map(toProblem));
  const apiSchema = result.schema.toAPISchema().toGraphQLJSSchema();
  return {
    supergraphSdl: withFinalNewline(result.supergraphSdl),
    apiSdl: withFinalNewline(printSchema(lexicographicSortSchema(apiSchema))),
    permissions: readPermissions(
      parsed.map(({ typeDefs }) => typeDefs),
      result.supergraphSdl,
    ),
    hints: result.hints.map(({ definition, message }) => ({
      code: definition.code,
      level: toLevel(definition.level.name),
      message: message.trimEnd(),
    })),
  };
}

/** A subgraph whose SDL is one document. */
export interface ParsedSubgraph {
  readonly name: string;
  readonly url: string;
  readonly typeDefs: DocumentNode;
}

/**
 * Parses the SDL of subgraphs.
 *
 * @throws {CompositionFailed} that names every file that does not parse.
 */
export function parseSubgraphs(subgraphs: readonly SubgraphSdl[]): readonly ParsedSubgraph[] {
  const problems = new Map<string, Problem>();
  const services = subgraphs.map(({ name, url, files }) => {
    const documents: DocumentNode[] = [];
    for (const { path, text } of files) {
      try {
        documents.push(parse(new Source(text, path)));
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error;
        // A file that several subgraphs use is reported once.
        problems.set(path, toProblem(error));
      }
    }
    return { name, url, typeDefs: concatAST(documents) };
  });
  if (problems.size > 0) throw new CompositionFailed([...problems.values()]);
  return services;
}

function toProblem(error: GraphQLError): Problem {
  const code = error.extensions['code'];
  const message = typeof code === 'string' ? `${error.message} (${code})` : error.message;
  const location = firstLocation(error);
  return { message, ...(location && { location }) };
}

/** Where the error is, for errors that stand at a place of the SDL: the first place if it is a clash of several. */
function firstLocation(error: GraphQLError): Location | undefined {
  const place = error.locations?.[0];
  const path = error.source?.name ?? error.nodes?.[0]?.loc?.source.name;
  return path !== undefined && place ? { path, line: place.line, column: place.column } : undefined;
}

function toLevel(name: string): CompositionHint['level'] {
  return name === 'WARN' || name === 'INFO' ? name : 'DEBUG';
}

function withFinalNewline(text: string): string {
  return `${text.trimEnd()}\n`;
}
