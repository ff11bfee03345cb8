import type { Transaction } from '@reelhouse/database';
import { recordEvents } from '@reelhouse/events';
import { copyStatusChanged } from '../events.ts';
import { updateCopies, type CopyState, type Movement } from '../store/copy.ts';

/** A copy, locked, and how it is to be. */
export interface Move {
  readonly before: CopyState;
  readonly status: CopyState['status'];
  /** The store that it belongs to from now on; the same unless told. */
  readonly storeId?: number;
  /** Where it goes, if it is not to the store that it belongs to. */
  readonly destinationStoreId?: number;
}

/** Changes copies, with the movement and the event of each. The statements are sent at once, in this order. */
export async function moveAndTell(
  tx: Transaction,
  moves: readonly Move[],
  { traceparent, ...movement }: Movement & { readonly traceparent?: string | undefined },
): Promise<void> {
  const { at } = movement;
  await Promise.all([
    updateCopies(
      tx,
      moves.map(({ before, status, storeId = before.storeId, destinationStoreId = null }) => ({
        id: before.id,
        status,
        storeId,
        destinationStoreId,
      })),
      movement,
    ),
    recordEvents(
      tx,
      copyStatusChanged,
      moves.map(({ before, status, storeId = before.storeId }) => ({
        aggregateId: before.id,
        occurredAt: at,
        traceparent,
        payload: {
          copyId: before.id,
          filmId: before.filmId,
          storeId,
          fromStoreId: before.storeId,
          from: before.status,
          to: status,
          at: at.toISOString(),
        },
      })),
    ),
  ]);
}
