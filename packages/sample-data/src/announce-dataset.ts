import { recordDatasetReplaced, type Transaction } from '@reelhouse/events';
import type { TransactionSql } from 'postgres';
import type { DatasetKind } from './dataset.ts';

/** The domains of whose rows others keep read models: those that publish events. */
export const owners: readonly string[] = ['rental', 'store', 'customer', 'identity'];

/**
 * Tells who keeps read models that all rows were replaced: once for each owner, instead of once for each row. What the rows
 * themselves say already is not told again, such as which rentals were overdue when they came.
 *
 * To be called last in the transaction that replaced them: names without a schema mean something else afterwards.
 *
 * @param at now, or the end of made-up rows.
 */
export async function announceDataset(tx: TransactionSql, kind: DatasetKind, at: Date): Promise<void> {
  await tx`update rental.rental set overdue_told_at = ${at} where return_date is null and due_at < ${at}`;
  // Transactions differ in how days are read only, of which there are none here.
  await recordDatasetReplaced(tx as unknown as Transaction, owners, kind, at);
}
