import type { CopyRow } from '../store/copy.ts';

/** The store that a copy is on the way to, which may be the one that it belongs to; null if it is not in transit. */
export function destinationOf(copy: Pick<CopyRow, 'status' | 'storeId' | 'destinationStoreId'>): number | null {
  return copy.status === 'in_transit' ? (copy.destinationStoreId ?? copy.storeId) : null;
}
