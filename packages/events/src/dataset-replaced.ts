import { defineEvent, type EventDefinition } from './event-definition.ts';
import { recordEvent } from './record-event.ts';
import { enterSchema } from './store/schema.ts';
import type { Transaction } from '@reelhouse/database';

/** What `dataset.replaced` tells. */
export interface DatasetReplaced {
  /** What the rows are now: `sample` or `imported`. */
  readonly kind: string;
}

/** The subject of that event, for who asks it of every message: to define an event is to compile its schema. */
export function datasetReplacedSubject(owner: string): string {
  return `${owner}.dataset.replaced`;
}

/**
 * The event by which an owner says that all its rows were replaced: one, instead of one for each row. Who keeps a read
 * model of them has to fill it anew, from the owner's snapshot.
 */
export function datasetReplacedEvent(owner: string): EventDefinition<DatasetReplaced> {
  return defineEvent<DatasetReplaced>({
    subject: datasetReplacedSubject(owner),
    version: 1,
    aggregate: 'dataset',
    description: 'all rows were replaced, by an import or by sample rows',
    payload: { type: 'object', properties: { kind: { type: 'string' } }, required: ['kind'] },
  });
}

/**
 * Records for several owners that their rows were replaced, in the transaction that did it. It is for who owns the tables
 * of all schemas; the `search_path` of the rest of the transaction is the last owner's.
 */
export async function recordDatasetReplaced(
  tx: Transaction,
  owners: readonly string[],
  kind: string,
  occurredAt: Date,
): Promise<void> {
  for (const owner of owners) {
    await enterSchema(tx, owner);
    await recordEvent(tx, datasetReplacedEvent(owner), { aggregateId: owner, payload: { kind }, occurredAt });
  }
}
