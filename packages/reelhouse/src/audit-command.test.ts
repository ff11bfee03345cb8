import { createSampleDatabase } from '@reelhouse/test-database';
import { expect, test } from 'vitest';
import { runAuditCommand } from './audit-command.ts';

const { sql } = await createSampleDatabase();

test('books that are in order are told of, rule by rule', async () => {
  const lines: string[] = [];
  await runAuditCommand(sql, (line) => lines.push(line));
  expect(lines[0]).toMatch(/^4500 copies, 4500 movements, \d+ open rentals$/);
  expect(lines.slice(2)).toHaveLength(6);
  for (const line of lines.slice(2)) expect(line).toMatch(/^ok {2}.+ 0 {2}/);
});

test('what is not in order is shown, and the command fails', async () => {
  await sql`update rental.inventory_item set status = 'rented' where inventory_id = 40`;
  const lines: string[] = [];
  await expect(runAuditCommand(sql, (line) => lines.push(line))).rejects.toThrow('not in order');
  expect(lines.join('\n')).toMatch(
    /BROKEN {2}status fits rentals +1 {2}.*\n +copy 40 is rented and has 0 open rentals/,
  );
});

test('a database without books is told of in a line', async () => {
  await sql`alter table rental.stock_movement rename to elsewhere`;
  await expect(runAuditCommand(sql, () => {})).rejects.toThrow('npm run migrate -- up');
});
