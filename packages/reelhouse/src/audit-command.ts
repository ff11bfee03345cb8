import { StartupError } from '@reelhouse/config';
import type { Sql } from '@reelhouse/database';
import { auditStock, stockRules, type StockRule } from '@reelhouse/subgraph-rental/audit';

/**
 * Audits the stock and prints what was found: the program of `npm run audit`. It changes nothing, and may run beside
 * everything else.
 *
 * @param sql a connection that may read the tables of all schemas.
 * @throws {StartupError} if the books are not in order, or there are none.
 */
export async function runAuditCommand(sql: Sql, print: (line: string) => void): Promise<void> {
  const [books] = await sql<{ kept: boolean }[]>`select to_regclass('rental.stock_movement') is not null as kept`;
  if (!books?.kept) throw new StartupError('the database has no books of its stock yet: npm run migrate -- up');
  const { copies, movements, openRentals, differences } = await auditStock(sql);
  const found = new Map(differences.map((difference) => [difference.rule, difference]));
  print(`${copies} copies, ${movements} movements, ${openRentals} open rentals`);
  print('');
  for (const [rule, meaning] of Object.entries(stockRules)) {
    const count = found.get(rule as StockRule)?.count ?? 0;
    print(`${count === 0 ? 'ok' : 'BROKEN'}  ${rule.padEnd(20)} ${String(count).padStart(6)}  ${meaning}`);
    for (const example of found.get(rule as StockRule)?.examples ?? []) print(`          ${example}`);
  }
  if (differences.length > 0) throw new StartupError('the books of the stock are not in order');
}
