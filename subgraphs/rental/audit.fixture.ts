import type { TestDatabase } from '@reelhouse/test-database';
import { afterAll, expect } from 'vitest';
import { auditStock } from './store/audit.ts';

/** Expects the books of the stock to be in order. */
export async function expectStockInOrder({ sql }: TestDatabase): Promise<void> {
  expect((await auditStock(sql)).differences).toEqual([]);
}

/** Audits the stock when the file is done, before its database is dropped. */
export function auditWhenDone(database: TestDatabase): void {
  afterAll(() => expectStockInOrder(database));
}
