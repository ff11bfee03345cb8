import { DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import { parse } from 'graphql';
import { StartupError } from '@reelhouse/config';
import { ownExecutableDirectives } from './planning/executable-directives.ts';

/**
 * The security features that are enforced here. Neither elements that are inaccessible nor arguments that take their
 * value from what stands above them are in the API schema, so no client can use them.
 */
const enforced: ReadonlySet<string> = new Set([
  'https://specs.apollo.dev/inaccessible',
  'https://specs.apollo.dev/context',
]);

/**
 * Reads a supergraph schema.
 *
 * @param sdl as composition wrote it.
 * @throws {StartupError} if it is not a supergraph of Federation 2, or if it relies on a feature for security or
 *   execution that this gateway does not have: serving it anyway would open what its authors closed.
 */
export function readSupergraph(sdl: string): Supergraph {
  const supergraph = build(sdl);
  const problems = (supergraph.schema.coreFeatures?.allFeatures() ?? []).flatMap(({ url, purpose }) => {
    if (purpose === 'SECURITY' && !enforced.has(url.identity)) {
      return [`the supergraph uses ${url.toString()} for security, which this gateway does not enforce`];
    }
    if (purpose === 'EXECUTION' && !DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES.has(url.base.toString())) {
      return [`the supergraph uses ${url.toString()} for execution, which this gateway does not know`];
    }
    return [];
  });
  if (problems.length > 0) throw new StartupError(problems.join('\n'));
  return supergraph;
}

function build(sdl: string): Supergraph {
  try {
    return Supergraph.build(ownExecutableDirectives(parse(sdl, { noLocation: true })), { supportedFeatures: null });
  } catch (error) {
    throw new StartupError(`the supergraph schema cannot be used: ${reasonOf(sdl, error)}`, { cause: error });
  }
}

/** In one line. What is no supergraph breaks on whatever the library looks at first, which helps nobody. */
function reasonOf(sdl: string, error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split('\n');
  const [reason = ''] = lines;
  if (reason.startsWith('Syntax Error') || /\benum\s+\w*Graph\b/.test(sdl))
    return reason.replace(/\W*Caused by:$/, `: ${lines.slice(1).join(' ').trim()}`);
  return 'it is no supergraph, which composition makes of the schemas of subgraphs';
}
