import { createHash } from 'node:crypto';
import { argon2id, hash } from 'argon2';
import type { Sql, TransactionSql } from 'postgres';
import { describeRows } from './dataset.ts';

/** What somebody is to the chain. */
export type SampleRole = 'customer' | 'staff' | 'manager';

/** An account of the sample rows, to try the house with. */
export interface SampleAccount {
  readonly role: SampleRole;
  /** The email of a customer, the user name of staff. */
  readonly loginName: string;
  readonly password: string;
}

/** One account of each role can be signed in with; everybody knows these passwords. */
const passwords: Readonly<Record<SampleRole, string>> = {
  customer: 'popcorn-evening',
  staff: 'rewind-please',
  manager: 'directors-cut',
};

/** As identity hashes passwords, so that it has no reason to hash them anew; its test holds the two together. */
const cost = { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The same every time, as all sample rows are: salt keeps nobody from a password that is printed. */
function hashOf(role: SampleRole): Promise<string> {
  const salt = createHash('sha256').update(`reelhouse sample ${role}`).digest().subarray(0, 16);
  return hash(passwords[role], { ...cost, salt });
}

/** Gives passwords to the first customer, the first store's manager and the first other member of its staff. */
export async function writeSampleAccounts(tx: TransactionSql, at: Date): Promise<void> {
  const [customer, staff, manager] = await Promise.all([hashOf('customer'), hashOf('staff'), hashOf('manager')]);
  await tx`
    insert into identity.credential (principal_kind, principal_id, algorithm, password_hash, updated_at)
    select kind::identity.principal_kind, id, 'argon2id', password_hash, ${at}
    from (
      select 'customer' as kind, min(customer_id) as id, ${customer} as password_hash
      from customer.customer where active
      union all
      select 'staff', min(manager_staff_id), ${manager} from store.store where store_id = 1
      union all
      select 'staff', min(m.staff_id), ${staff}
      from store.staff m join store.store s using (store_id)
      where s.store_id = 1 and m.active and m.staff_id <> s.manager_staff_id
    ) account
    where id is not null`;
}

/**
 * The accounts that can be signed in with to try the house, for whoever starts it. None are told of a database with real
 * rows, nor of an account whose password was changed or that was closed.
 *
 * @param sql a connection whose role owns the tables of all schemas.
 */
export async function sampleAccounts(sql: Sql): Promise<readonly SampleAccount[]> {
  if ((await describeRows(sql)) !== 'sample') return [];
  const roles = ['customer', 'staff', 'manager'] as const;
  const hashes = await Promise.all(roles.map(hashOf));
  const found = await sql<{ hash: string; loginName: string }[]>`
    select c.password_hash as hash, coalesce(p.email, m.username) as "loginName"
    from identity.credential c
    left join customer.customer p on c.principal_kind = 'customer' and p.customer_id = c.principal_id and p.active
    left join store.staff m on c.principal_kind = 'staff' and m.staff_id = c.principal_id and m.active
    where c.password_hash = any(${hashes}) and coalesce(p.email, m.username) is not null`;
  return roles.flatMap((role, index) => {
    const account = found.find((row) => row.hash === hashes[index]);
    return account ? [{ role, loginName: account.loginName, password: passwords[role] }] : [];
  });
}
