import { createTestDatabase } from '@reelhouse/test-database';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isVisibleIn } from './watermark.ts';

const { sql } = await createTestDatabase();

test('a snapshot has seen what PostgreSQL says that it has', async () => {
  const inProgress = fc.uniqueArray(fc.integer({ min: 10, max: 19 }), { maxLength: 5 }).map((ids) => ids.sort());
  await fc.assert(
    fc.asyncProperty(inProgress, fc.integer({ min: 5, max: 25 }), async (ids, id) => {
      const snapshot = `10:20:${ids.join(',')}`;
      const [row] = await sql`
        select pg_visible_in_snapshot(${String(id)}::text::xid8, ${snapshot}::text::pg_snapshot) as visible`;
      expect(isVisibleIn(snapshot, String(id))).toBe(row!.visible);
    }),
    { numRuns: 100 },
  );
});
