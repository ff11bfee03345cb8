import { setTimeout as pause } from 'node:timers/promises';
import { StartupError } from '@reelhouse/config';
import type { PrincipalKind } from '@reelhouse/auth';
import type { Sql } from '@reelhouse/database';
import { hash } from 'argon2';
import type { Account } from './house-load.ts';

/** As identity hashes passwords: 19 MiB of memory, 2 passes, 1 thread. */
export const passwordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const password = 'a password of many';

/** How long identity may take to read who there is. */
const patienceSeconds = 30;

/** Customers who can sign in, all with one password. */
export interface Accounts {
  readonly accounts: readonly Account[];
  readonly hash: string;
  readonly password: string;
}

/**
 * Gives every customer a password: so many that attempts of one account are no more than people make.
 *
 * @param sql as the owner of all tables.
 */
export async function giveAccounts(sql: Sql): Promise<Accounts> {
  const passwordHash = await hash(password, passwordCost);
  await sql`
    insert into identity.credential (principal_kind, principal_id, algorithm, password_hash, updated_at)
    select 'customer', customer_id, 'argon2id', ${passwordHash}, now()
    from customer.customer where active and email is not null
    on conflict (principal_kind, principal_id) do update set password_hash = excluded.password_hash`;
  const emails = await sql<{ email: string }[]>`
    select email from customer.customer where active and email is not null order by customer_id`;
  return { accounts: emails.map(({ email }) => ({ email, password })), hash: passwordHash, password };
}

/** Waits until identity knows the names of so many people of a kind, of whom it is told when the house opens. */
export async function untilNamesAreKnown(sql: Sql, kind: PrincipalKind, count: number): Promise<void> {
  const end = performance.now() + patienceSeconds * 1000;
  for (;;) {
    const [row] = await sql<{ known: number }[]>`
      select count(*)::int as known from identity.login_name where principal_kind = ${kind} and active`;
    if (row && row.known >= count) return;
    if (performance.now() > end)
      throw new StartupError(`identity knows ${row?.known ?? 0} of ${count} names (${kind})`);
    await pause(100);
  }
}
