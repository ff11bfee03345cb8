import { DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import { parse, type DocumentNode } from 'graphql';
import { enforcedSpecifications } from '@reelhouse/authorization';
import { StartupError } from '@reelhouse/config';
import { ownExecutableDirectives } from './planning/executable-directives.ts';
import { liveDirectives } from './planning/live-directives.ts';
import { readEventSources } from './planning/read-event-sources.ts';

/**
 * The security features that are enforced here. Neither elements that are inaccessible nor arguments that take their
 * value from what stands above them are in the API schema, so no client can use them. What asks for scopes or for somebody
 * who has signed in is filtered out of operations before they are planned. Nothing here decides what a policy of `@policy` is.
 */
const enforced: ReadonlySet<string> = new Set([
  'https://specs.apollo.dev/inaccessible',
  'https://specs.apollo.dev/context',
  ...enforcedSpecifications,
]);

/**
 * Reads a supergraph schema.
 *
 * @param sdl as composition wrote it.
 * @throws {StartupError} if it is not a supergraph of Federation 2, or if it relies on a feature for security or
 *   execution that this gateway does not have: serving it anyway would open what its authors closed. Also if
 *   subscriptions are declared in a way that no event can answer.
 */
export function readSupergraph(sdl: string): Supergraph {
  const document = read(sdl);
  const supergraph = build(sdl, document);
  const problems = (supergraph.schema.coreFeatures?.allFeatures() ?? []).flatMap(({ url, purpose }) => {
    if (purpose === 'SECURITY' && !enforced.has(url.identity)) {
      return [`the supergraph uses ${url.toString()} for security, which this gateway does not enforce`];
    }
    if (purpose === 'EXECUTION' && !DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES.has(url.base.toString())) {
      return [`the supergraph uses ${url.toString()} for execution, which this gateway does not know`];
    }
    return [];
  });
  problems.push(...readEventSources(document, liveDirectives(supergraph)).problems);
  if (problems.length > 0) throw new StartupError(problems.join('\n'));
  return supergraph;
}

function read(sdl: string): DocumentNode {
  try {
    return ownExecutableDirectives(parse(sdl, { noLocation: true }));
  } catch (error) {
    throw unusable(sdl, error);
  }
}

function build(sdl: string, document: DocumentNode): Supergraph {
  try {
    return Supergraph.build(document, { supportedFeatures: null });
  } catch (error) {
    throw unusable(sdl, error);
  }
}

function unusable(sdl: string, error: unknown): StartupError {
  return new StartupError(`the supergraph schema cannot be used: ${reasonOf(sdl, error)}`, { cause: error });
}

/** In one line. What is no supergraph breaks on whatever the library looks at first, which helps nobody. */
function reasonOf(sdl: string, error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split('\n');
  const [reason = ''] = lines;
  if (reason.startsWith('Syntax Error') || /\benum\s+\w*Graph\b/.test(sdl))
    return reason.replace(/\W*Caused by:$/, `: ${lines.slice(1).join(' ').trim()}`);
  return 'it is no supergraph, which composition makes of the schemas of subgraphs';
}
