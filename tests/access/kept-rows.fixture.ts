import type { TestDatabase } from '@reelhouse/test-database';

/** What commands change. What the chain does by itself meanwhile is not among it. */
const tables = [
  'customer.customer',
  'customer.idempotency_key',
  'store.staff',
  'store.idempotency_key',
  'rental.inventory_item',
  'rental.idempotency_key',
  'identity.credential',
  'identity.login_name',
  'identity.registration',
  'identity.password_link',
  'identity.idempotency_key',
  'payment.payment_key',
  'payment.idempotency_key',
];

/** What is in the tables that commands write to, in a form that can be compared. */
export async function keptRows({ sql }: TestDatabase): Promise<Readonly<Record<string, string>>> {
  const digests = await Promise.all(
    tables.map(async (table) => {
      const [row] = await sql.unsafe<{ digest: string }[]>(
        `select md5(coalesce(string_agg(t::text, ' ' order by t::text), '')) as digest from ${table} t`,
      );
      return [table, row?.digest ?? ''] as const;
    }),
  );
  return Object.fromEntries(digests);
}
