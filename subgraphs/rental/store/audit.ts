import type { Sql, Transaction } from '@reelhouse/database';

/** What is found out about the stock: each rule, and what it says. */
export const stockRules = {
  'status fits rentals':
    'a rented copy has one open rental; one that is lost or claimed returned may have one; no other has any',
  'first movement': 'the first movement of a copy adds it, and no later one does',
  'no gaps': 'each movement of a copy begins where the one before it ended',
  'ends at the copy': 'the last movement of a copy ends at its status, its store and its film',
  'copy is there': 'what has moved is still there',
  'adds up': 'for each film, store and status, the movements add up to the copies',
} as const;

/** The name of a rule. */
export type StockRule = keyof typeof stockRules;

/** What broke a rule. */
export interface StockDifference {
  readonly rule: StockRule;
  /** How many copies, or films of a store. */
  readonly count: number;
  /** The first ten. */
  readonly examples: readonly string[];
}

/** What an audit found. */
export interface StockAudit {
  readonly copies: number;
  readonly movements: number;
  readonly openRentals: number;
  /** Empty if the books are in order. */
  readonly differences: readonly StockDifference[];
}

/**
 * Audits the stock: that every copy has exactly one status, which fits its rentals, and that what has moved adds up to what
 * is there. It reads every copy and every movement, in the state of one moment, and changes nothing.
 *
 * @param sql a connection whose role may read the tables of `rental`.
 */
export async function auditStock(sql: Sql): Promise<StockAudit> {
  return sql.begin('isolation level repeatable read read only', async (tx) => ({
    ...(await countStock(tx)),
    differences: await findDifferences(tx),
  }));
}

async function countStock(tx: Transaction): Promise<Omit<StockAudit, 'differences'>> {
  const [totals] = await tx<{ copies: number | null; movements: number | null; openRentals: number | null }[]>`
    select
      (select count(*)::integer from rental.inventory_item) as copies,
      (select count(*)::integer from rental.stock_movement) as movements,
      (select count(*)::integer from rental.rental where return_date is null) as "openRentals"`;
  return {
    copies: totals?.copies ?? 0,
    movements: totals?.movements ?? 0,
    openRentals: totals?.openRentals ?? 0,
  };
}

async function findDifferences(tx: Transaction): Promise<StockDifference[]> {
  const rows = await tx<{ rule: string | null; count: number; examples: string[] | null }[]>`
    with open_rental as (
      select inventory_id, count(*) as open from rental.rental where return_date is null group by inventory_id
    ),
    chained as (
      select m.*, lag(to_status) over copy as last_status, lag(to_store_id) over copy as last_store_id,
        row_number() over copy as place, lead(movement_id) over copy is null as is_last
      from rental.stock_movement m
      window copy as (partition by inventory_id order by movement_id)
    ),
    moved as (
      select film_id, store_id, status, sum(change) as copies from (
        select film_id, to_store_id as store_id, to_status as status, 1 as change from rental.stock_movement
        union all
        select film_id, from_store_id, from_status, -1 from rental.stock_movement where from_status is not null
      ) changes group by film_id, store_id, status
    ),
    held as (
      select film_id, store_id, status, count(*) as copies from rental.inventory_item
      group by film_id, store_id, status
    ),
    difference as (
      select 'status fits rentals' as rule,
        format('copy %s is %s and has %s open rentals', inventory_id, status, coalesce(open, 0)) as example
      from rental.inventory_item left join open_rental using (inventory_id)
      where not case
        when status = 'rented' then coalesce(open, 0) = 1
        when status in ('lost', 'claimed_returned') then coalesce(open, 0) <= 1
        else open is null
      end
      union all
      select 'first movement', format('movement %s of copy %s', movement_id, inventory_id)
      from chained where (place = 1) <> (from_status is null)
      union all
      select 'no gaps', format(
        'movement %s of copy %s begins as %s of store %s, but the copy was %s of store %s',
        movement_id, inventory_id, from_status, from_store_id, last_status, last_store_id
      )
      from chained where place > 1 and (from_status, from_store_id) is distinct from (last_status, last_store_id)
      union all
      select 'ends at the copy', format(
        'copy %s is %s of store %s, but its last movement ended as %s of store %s',
        inventory_id, i.status, i.store_id, m.to_status, m.to_store_id
      )
      from rental.inventory_item i left join (select * from chained where is_last) m using (inventory_id)
      where (i.status, i.store_id, i.film_id) is distinct from (m.to_status, m.to_store_id, m.film_id)
      union all
      select 'copy is there', format('copy %s has movements', inventory_id)
      from chained m
      where is_last and not exists (select from rental.inventory_item i where i.inventory_id = m.inventory_id)
      union all
      select 'adds up', format(
        'film %s in store %s, %s: %s copies, %s by movements',
        film_id, store_id, status, coalesce(held.copies, 0), coalesce(moved.copies, 0)
      )
      from held full join moved using (film_id, store_id, status)
      where coalesce(held.copies, 0) <> coalesce(moved.copies, 0)
    )
    select rule, count(*)::integer as count, (array_agg(example order by example))[1:10] as examples
    from difference group by rule`;
  return rows.flatMap(({ rule, count, examples }) =>
    isStockRule(rule) ? [{ rule, count, examples: examples ?? [] }] : [],
  );
}

function isStockRule(name: string | null): name is StockRule {
  return name !== null && Object.hasOwn(stockRules, name);
}
