/**
 * Whether a snapshot has seen what a transaction did: what `pg_visible_in_snapshot` says.
 *
 * @param snapshot as `pg_current_snapshot()` prints it: `xmin:xmax:xid,xid…`.
 * @param transactionId as `pg_current_xact_id()` prints it.
 */
export function isVisibleIn(snapshot: string, transactionId: string): boolean {
  const [xmin = '0', xmax = '0', inProgress = ''] = snapshot.split(':');
  const id = BigInt(transactionId);
  if (id < BigInt(xmin)) return true;
  if (id >= BigInt(xmax)) return false;
  return !inProgress.split(',').includes(transactionId);
}
