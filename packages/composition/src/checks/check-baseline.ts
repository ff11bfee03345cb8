import { join } from 'node:path';
import type { Problem } from '../problem.ts';
import { readIfPresent } from '../read-if-present.ts';
import { schemaPaths } from '../schema-paths.ts';
import { readApprovedChanges } from './approved-changes.ts';
import { compareToBaseline } from './compare-to-baseline.ts';

/** How an API schema stands to the released one. */
export interface BaselineReport {
  /** Breaking changes that are not approved yet. */
  readonly pending: readonly string[];
  /** Approvals of changes that are not there (any more). */
  readonly obsolete: readonly string[];
  /** Changes that break no operation, but that a client may stumble over. */
  readonly dangerous: readonly string[];
}

/**
 * Compares an API schema to the released one and to the approvals on record.
 *
 * @returns `undefined` if nothing has been released yet.
 * @throws {SchemaError} if the approvals cannot be read.
 */
export async function checkBaseline(root: string, apiSdl: string): Promise<BaselineReport | undefined> {
  const baselineSdl = await readIfPresent(join(root, schemaPaths.baseline));
  if (baselineSdl === undefined) return undefined;
  const approved = (await readApprovedChanges(root)).map(({ change }) => change);
  const { breaking, dangerous } = await compareToBaseline(baselineSdl, apiSdl);
  return {
    pending: breaking.filter((change) => !approved.includes(change)),
    obsolete: approved.filter((change) => !breaking.includes(change)),
    dangerous,
  };
}

/** The report's failures, each with what to do about it. */
export function baselineProblems({ pending, obsolete }: BaselineReport): Problem[] {
  return [
    ...pending.map((change) => ({
      message: `breaking change: ${change} (if it is meant: ${approvalCommand(change)})`,
      location: { path: schemaPaths.api },
    })),
    ...obsolete.map((change) => ({
      message: `the approval of "${change}" has no such change any more: remove it`,
      location: { path: schemaPaths.approvedChanges },
    })),
  ];
}

/** What to type in a shell to approve a change. */
export function approvalCommand(change: string): string {
  return `npm run schema:approve -- "${change.replaceAll(/["\\$`]/g, '\\$&')}"`;
}
