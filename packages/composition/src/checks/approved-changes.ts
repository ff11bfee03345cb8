import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfPresent } from '../read-if-present.ts';
import { SchemaError } from '../schema-error.ts';
import { schemaPaths } from '../schema-paths.ts';

/** A breaking change that is meant, on record until the next release. */
export interface ApprovedChange {
  /** The change in the exact words in which the check reports it. */
  readonly change: string;
  /** Why clients can bear it, where it was told. */
  readonly reason?: string;
}

/**
 * The approvals on record; none if there is no file.
 *
 * @throws {SchemaError} if the file is not of the expected form.
 */
export async function readApprovedChanges(root: string): Promise<ApprovedChange[]> {
  const text = await readIfPresent(join(root, schemaPaths.approvedChanges));
  if (text === undefined) return [];
  const approvals = parseJson(text);
  if (Array.isArray(approvals) && approvals.every(isApprovedChange)) return approvals;
  throw new SchemaError([
    {
      message: 'expected a JSON array of { "change": "…", "reason": "…" }, the reason being optional',
      location: { path: schemaPaths.approvedChanges },
    },
  ]);
}

/** Replaces the approvals on record. */
export async function writeApprovedChanges(root: string, approvals: readonly ApprovedChange[]): Promise<void> {
  await writeFile(join(root, schemaPaths.approvedChanges), `${JSON.stringify(approvals, null, 2)}\n`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isApprovedChange(value: unknown): value is ApprovedChange {
  if (typeof value !== 'object' || value === null) return false;
  const { change, reason } = value as { change?: unknown; reason?: unknown };
  return typeof change === 'string' && (reason === undefined || typeof reason === 'string');
}
