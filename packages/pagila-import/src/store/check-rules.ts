import type { TransactionSql } from 'postgres';
import type { PagilaTable, Reference, RowRule, Uniqueness } from '../tables/pagila-table.ts';
import { pagilaTables } from '../tables/pagila-tables.ts';
import { stagedName } from './staged-table.ts';

// The names and expressions in these statements are constants of this package.

async function checkRule(tx: TransactionSql, { name }: PagilaTable, { broken, breach }: RowRule): Promise<void> {
  await tx`
    update ${tx(stagedName(name))} set problem = ${breach} where problem is null and ${tx.unsafe(broken)}`;
}

async function checkReference(
  tx: TransactionSql,
  { name }: PagilaTable,
  { column, table }: Reference,
  leavingOut: boolean,
): Promise<number> {
  const target = stagedName(table);
  const key = `${table}_id`;
  const { count } = await tx`
    update ${tx(stagedName(name))} r
    set problem = format(
      case when exists (select from ${tx(target)} t where t.${tx(key)} = r.${tx(column)})
        then '%s %s is left out' else '%s %s is not in the dump' end,
      ${column}::text, r.${tx(column)})
    where r.problem is null and r.${tx(column)} is not null and not exists (
      select from ${tx(target)} t
      where t.${tx(key)} = r.${tx(column)} and (${!leavingOut} or t.problem is null))`;
  return count;
}

async function checkUniqueness(
  tx: TransactionSql,
  { name }: PagilaTable,
  { expressions, where = 'true', breach }: Uniqueness,
): Promise<void> {
  const staged = tx(stagedName(name));
  await tx`
    update ${staged} r set problem = format('%s (line %s)', ${breach}::text, repeated.first_line)
    from (
      select position, row_number() over same as occurrence, first_value(line) over same as first_line
      from ${staged}
      where problem is null and ${tx.unsafe(where)}
      window same as (partition by ${tx.unsafe(expressions.join(', '))} order by position)
    ) repeated
    where repeated.occurrence > 1 and r.position = repeated.position`;
}

/** @param leavingOut whether a row that is marked counts as missing. */
async function checkReferences(tx: TransactionSql, leavingOut: boolean): Promise<void> {
  let marked: number;
  do {
    marked = 0;
    for (const table of pagilaTables) {
      for (const reference of table.references ?? []) marked += await checkReference(tx, table, reference, leavingOut);
    }
    // A store refers to its manager, who refers to a store: there is no order in which one round would do.
  } while (leavingOut && marked > 0);
}

/**
 * Marks the staged rows that break a rule with the reason. Of several that must not be alike, the first is good.
 *
 * @param leavingOut whether marked rows are going to be left out, so that what refers to them is marked, too.
 */
export async function checkRules(tx: TransactionSql, { leavingOut }: { leavingOut: boolean }): Promise<void> {
  for (const table of pagilaTables) {
    for (const rule of table.rules ?? []) await checkRule(tx, table, rule);
  }
  await checkReferences(tx, leavingOut);
  for (const table of pagilaTables) {
    const { key, unique = [] } = table;
    const sameKey = { expressions: key, breach: `its ${key.join(' and ')} is there already` };
    for (const rule of [sameKey, ...unique]) await checkUniqueness(tx, table, rule);
  }
  if (leavingOut) await checkReferences(tx, true);
}
