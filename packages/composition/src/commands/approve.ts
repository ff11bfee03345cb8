import { readApprovedChanges, writeApprovedChanges } from '../checks/approved-changes.ts';
import { approvalCommand, checkBaseline } from '../checks/check-baseline.ts';
import { composeSupergraph } from '../compose-supergraph.ts';
import { readSubgraphs } from '../read-subgraphs.ts';
import { schemaPaths } from '../schema-paths.ts';
import type { CommandResult } from './command-result.ts';

/**
 * Puts on record that a pending breaking change is meant.
 *
 * @param change the change in the words of the check.
 * @param reason why clients can bear it; optional.
 * @throws {SchemaError} if the subgraphs do not compose or the approvals cannot be read.
 */
export async function approve(root: string, change = '', reason?: string): Promise<CommandResult> {
  const { apiSdl } = composeSupergraph(await readSubgraphs(root));
  const baseline = await checkBaseline(root, apiSdl);
  const pending = baseline?.pending ?? [];
  if (!pending.includes(change)) return { succeeded: false, lines: listPending(change, pending) };
  await writeApprovedChanges(root, [...(await readApprovedChanges(root)), { change, ...(reason && { reason }) }]);
  return { succeeded: true, lines: [`Recorded in ${schemaPaths.approvedChanges}: ${change}`] };
}

function listPending(change: string, pending: readonly string[]): string[] {
  const refusal = change === '' ? 'Which change is approved?' : `No breaking change of that name is pending: ${change}`;
  if (pending.length === 0) return [refusal, 'There is no breaking change to approve.'];
  return [refusal, 'Pending are:', ...pending.map((each) => `  ${approvalCommand(each)}`)];
}
