import { Kind, OperationTypeNode, type SelectionSetNode } from 'graphql';
import { isAlwaysSkipped } from './static-conditions.ts';
import type { Verdict } from './verdict.ts';

/**
 * Whether nothing of an operation is executed of which something is denied: a mutation if one of its own fields is denied,
 * as half of what was meant may be wrong; any subscription.
 */
export function isRefusedWhole(verdict: Verdict): boolean {
  const { operation } = verdict.access;
  if (verdict.denies(operation) || operation.operation === OperationTypeNode.SUBSCRIPTION) return true;
  return operation.operation === OperationTypeNode.MUTATION && deniesField(operation.selectionSet, verdict, new Set());
}

/** Whether a field of the root is denied. */
function deniesField({ selections }: SelectionSetNode, verdict: Verdict, seen: Set<string>): boolean {
  return selections.some((selection) => {
    if (isAlwaysSkipped(selection)) return false;
    if (verdict.denies(selection)) return true;
    if (selection.kind === Kind.FIELD) return false;
    if (selection.kind === Kind.INLINE_FRAGMENT) return deniesField(selection.selectionSet, verdict, seen);
    if (seen.has(selection.name.value)) return false;
    seen.add(selection.name.value);
    return deniesField(verdict.fragment(selection.name.value).selectionSet, verdict, seen);
  });
}
