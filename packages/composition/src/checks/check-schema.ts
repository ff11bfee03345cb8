import type { DocumentNode } from 'graphql';
import { composeSupergraph, parseSubgraphs, type ComposedSupergraph } from '../compose-supergraph.ts';
import { formatProblem, type Problem } from '../problem.ts';
import { readSubgraphs } from '../read-subgraphs.ts';
import { SchemaError } from '../schema-error.ts';
import { schemaPaths } from '../schema-paths.ts';
import type { SdlFile, SubgraphSdl } from '../subgraph-sdl.ts';
import { baselineProblems, checkBaseline } from './check-baseline.ts';
import { checkOperations } from './check-operations.ts';
import { findStale } from './composed-files.ts';
import { findUnsoundCacheHints } from './lint-cache-hints.ts';
import { findUnsizedLists } from './lint-list-sizes.ts';
import { findUnsoundPermissions } from './lint-permissions.ts';
import { findUnconventional, findUndescribed } from './lint-sdl.ts';

/** What a check of the schema found. */
export interface SchemaReport {
  /** Each of them fails the check. */
  readonly problems: readonly Problem[];
  /** Worth knowing, but no failure: composition's warnings, changes that may surprise a client, and what is deprecated and still used. */
  readonly notes: readonly string[];
}

/**
 * Checks the schema of a repository in full: the subgraphs compose, the composed files are current, who may see what is
 * decided soundly, every list has a size, no cache keeps what is not for everybody, everything is described and named by convention, and no promise to clients is broken without approval.
 *
 * @param root the repository's root folder.
 * @param options `firstRelease`: that nothing has been released yet is no problem.
 */
export async function checkSchema(root: string, { firstRelease = false } = {}): Promise<SchemaReport> {
  const problems: Problem[] = [];
  const notes: string[] = [];
  try {
    const subgraphs = await readSubgraphs(root);
    const composed = composeSupergraph(subgraphs);
    notes.push(...compositionWarnings(composed));
    const documents = parseSubgraphs(subgraphs).map(({ typeDefs }) => typeDefs);
    problems.push(
      ...(await findStale(root, composed)),
      ...distinct(documents.flatMap(unsoundStatements)),
      ...findUnclear(distinctFiles(subgraphs), composed.apiSdl),
    );
    const operations = await checkOperations(root, composed.apiSdl);
    problems.push(...operations.problems);
    notes.push(...operations.notes);
    const baseline = await checkBaseline(root, composed.apiSdl);
    if (baseline !== undefined) {
      problems.push(...baselineProblems(baseline));
      notes.push(...baseline.dangerous.map((change) => `clients may notice: ${change}`));
    } else if (!firstRelease) {
      const location = { path: schemaPaths.baseline };
      problems.push({ message: 'there is no baseline: run npm run schema:release', location });
    }
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    problems.push(...error.problems);
  }
  return { problems, notes };
}

/** What composition warns about, a sentence each. */
export function compositionWarnings({ hints }: ComposedSupergraph): string[] {
  return hints.filter(({ level }) => level === 'WARN').map(({ code, message }) => `${message} (${code})`);
}

/** What is wrong with a file that several subgraphs use is reported once. */
function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [formatProblem(problem), problem])).values()];
}

/** What a subgraph states, by directives, that cannot be so. */
function unsoundStatements(document: DocumentNode): Problem[] {
  return [findUnsoundPermissions, findUnsizedLists, findUnsoundCacheHints].flatMap((find) => find(document));
}

function distinctFiles(subgraphs: readonly SubgraphSdl[]): SdlFile[] {
  const files = subgraphs.flatMap((subgraph) => subgraph.files);
  return [...new Map(files.map((file) => [file.path, file])).values()];
}

function findUnclear(files: readonly SdlFile[], apiSdl: string): Problem[] {
  const undescribed = files.flatMap(findUndescribed);
  // What the sources leave out would be reported a second time in the composed schema.
  if (undescribed.length === 0) undescribed.push(...findUndescribed({ path: schemaPaths.api, text: apiSdl }));
  return [...undescribed, ...files.flatMap((file) => findUnconventional(file, apiSdl))];
}
