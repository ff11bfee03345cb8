import type { Sql, Transaction } from '@reelhouse/database';
import { deleteKeysBefore } from './store/idempotency-key.ts';

/** How long a key is kept at least, in seconds: 7 days. */
export const idempotencyKeyLifetime = 7 * 24 * 60 * 60;

/**
 * Forgets keys that were made before a moment, which should be `idempotencyKeyLifetime` ago or earlier. One call is one
 * batch, so that it can be a step of a job.
 *
 * @param limit how many at most.
 * @returns how many were forgotten; fewer than `limit` when there are no more.
 */
export async function purgeIdempotencyKeys(sql: Sql | Transaction, olderThan: Date, limit = 1000): Promise<number> {
  return deleteKeysBefore(sql, olderThan, limit);
}
