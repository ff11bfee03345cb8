import type { Principal, PrincipalKind } from '@reelhouse/auth';
import { sampleAccounts, type SampleRole } from '@reelhouse/sample-data';
import type { TestDatabase } from '@reelhouse/test-database';
import { keepLoginName, type Standing } from '../subgraphs/identity/domain/keep-login-names.ts';
import { Passwords } from '../subgraphs/identity/domain/passwords.ts';

/** Somebody of the chain: whom `npm start` prints an account of, or anybody as their tokens name them. */
export type Person = SampleRole | `${PrincipalKind}:${string}`;

/** What somebody signs in with. */
export interface Login {
  readonly kind: PrincipalKind;
  readonly name: string;
  readonly password: string;
}

/** The password of everybody who has none of their own. */
const password = 'let me in, please';
let passwordHash: Promise<string> | undefined;

/**
 * Makes sure that somebody can sign in to a house that has just been opened. Identity learns the names of people in the
 * background, which many tests do without: it is told here what it would be told there.
 */
export async function letIn(database: TestDatabase, person: Person): Promise<Login> {
  if (!person.includes(':')) return letInSample(database, person as SampleRole);
  const [kind, id] = person.split(':') as [PrincipalKind, string];
  const name = await introduce(database, { kind, id: Number(id) });
  const hash = await (passwordHash ??= new Passwords().hash(password));
  await database.sql`
    insert into identity.credential (principal_kind, principal_id, algorithm, password_hash, updated_at)
    values (${kind}, ${id}, 'argon2id', ${hash}, now())
    on conflict (principal_kind, principal_id) do update set algorithm = excluded.algorithm, password_hash = ${hash}`;
  return { kind, name, password };
}

async function letInSample(database: TestDatabase, role: SampleRole): Promise<Login> {
  const account = (await sampleAccounts(database.sql)).find((each) => each.role === role);
  if (!account) throw new Error(`there is no sample account of a ${role}`);
  const kind = role === 'customer' ? 'customer' : 'staff';
  const [row] = await database.sql<{ id: number }[]>`
    select customer_id as id from customer.customer where ${kind} = 'customer' and email = ${account.loginName}
    union all
    select staff_id from store.staff where ${kind} = 'staff' and username = ${account.loginName}`;
  const name = await introduce(database, { kind, id: row?.id ?? 0 });
  return { kind, name, password: account.password };
}

/** Tells identity what the owner of somebody's row says of them, unless it knows. Gives the name they sign in with. */
async function introduce(database: TestDatabase, { kind, id }: Principal): Promise<string> {
  const [standing] = await database.sql<Standing[]>`
    select customer_id as id, email as name, active, false as manager, null::integer as "storeId"
    from customer.customer where ${kind} = 'customer' and customer_id = ${id}
    union all
    select staff_id, username, active, exists (select from store.store where manager_staff_id = staff_id), store_id
    from store.staff where ${kind} = 'staff' and staff_id = ${id}`;
  if (!standing?.active || standing.name === null) throw new Error(`${kind} ${id} cannot sign in`);
  await database.connectAs('identity', { connections: 1 }).begin(async (tx) => {
    // Where a house works in the background, its consumer may be about to write the same.
    await tx`lock table login_name in share row exclusive mode`;
    await keepLoginName(tx, kind, standing, new Date(0));
  });
  return standing.name;
}
