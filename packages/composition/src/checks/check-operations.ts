import {
  deprecatedUses,
  findUnreleased,
  operationBreaks,
  readLiveReleases,
  type ClientRelease,
} from '@reelhouse/operation-manifest';
import { buildSchema, type GraphQLSchema } from 'graphql';
import type { Problem } from '../problem.ts';
import { schemaPaths } from '../schema-paths.ts';

/** How an API schema stands to the operations that clients have registered. */
export interface OperationsReport {
  /** Operations of releases in use that break, and documents of clients that are not registered. */
  readonly problems: readonly Problem[];
  /** What is deprecated, and which releases keep it from being removed. */
  readonly notes: readonly string[];
}

/**
 * Validates every operation of every release in use against an API schema, whether the change that breaks it is approved or not:
 * an app that is out there does not change.
 */
export async function checkOperations(root: string, apiSdl: string): Promise<OperationsReport> {
  const { releases, mistakes } = await readLiveReleases(root);
  const problems: Problem[] = [...mistakes, ...(await findUnreleased(root))].map((message) => ({ message }));
  const notes: string[] = [];
  const schema = buildSchema(apiSdl);
  for (const release of releases) {
    const broken = findBroken(schema, release);
    problems.push(...broken);
    // What does not fit the schema cannot be looked at by it.
    if (broken.length === 0) notes.push(...describeDeprecatedUses(schema, release));
  }
  return { problems, notes };
}

function findBroken(schema: GraphQLSchema, { client, release, manifest }: ClientRelease): Problem[] {
  const location = { path: `${schemaPaths.operations}/${client}/${release}.json` };
  return manifest.operations.flatMap((operation) =>
    operationBreaks(schema, operation).map((message) => ({
      message: `${client} ${release} relies on ${operation.name}: ${message}`,
      location,
    })),
  );
}

function describeDeprecatedUses(schema: GraphQLSchema, { client, release, manifest }: ClientRelease): string[] {
  const users = new Map<string, string[]>();
  for (const operation of manifest.operations) {
    for (const use of deprecatedUses(schema, operation)) {
      users.set(use, [...(users.get(use) ?? []), operation.name]);
    }
  }
  return [...users].map(
    ([use, names]) => `${client} ${release} uses what is deprecated: ${use} (${names.length}: ${names.join(', ')})`,
  );
}
