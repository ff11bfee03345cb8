import type { PrincipalKind } from '@reelhouse/auth';
import type { Transaction } from '@reelhouse/database';

/** A login name of a snapshot. */
export interface NextLoginName {
  readonly id: number;
  readonly name: string;
  /** Null for a name that cannot be one to sign in with. */
  readonly normalized: string | null;
  readonly active: boolean;
  readonly manager: boolean;
  readonly storeId: number | null;
}

/** Somebody whose sessions are not what they were, because they have left or work elsewhere. */
export interface ChangedStanding {
  readonly id: number;
  readonly left: boolean;
}

/** Somebody who gets no login name, and why. */
export interface RefusedName {
  readonly id: number;
  readonly unusable: boolean;
}

/** Forgets what an attempt that broke off has left. */
export async function forgetNextLoginNames(tx: Transaction, kind: PrincipalKind): Promise<void> {
  await tx`delete from next_login_name where principal_kind = ${kind}`;
}

/** Adds a part of a snapshot. */
export async function addNextLoginNames(
  tx: Transaction,
  kind: PrincipalKind,
  rows: readonly NextLoginName[],
): Promise<void> {
  await tx`
    insert into next_login_name (principal_kind, principal_id, name, normalized, active, manager, store_id)
    select ${kind}::principal_kind, * from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as next (
      id integer, name text, normalized text, active boolean, manager boolean, "storeId" integer
    )
    on conflict do nothing`;
}

/**
 * Takes out of the next names those that cannot be given: of names that look alike, the one that is in use already stays,
 * else that of the lowest id; and whoever is registering keeps the name that they have reserved.
 *
 * @returns whom that was not known of before.
 */
export async function takeOutRefusedNames(tx: Transaction, kind: PrincipalKind): Promise<RefusedName[]> {
  const rows = await tx<{ id: number; unusable: boolean | null }[]>`
    with refused as (
      delete from next_login_name n using (
        select n.principal_id,
          n.normalized is null as unusable,
          row_number() over (
            partition by n.normalized order by c.principal_id is not null desc, n.principal_id
          ) as place,
          exists (
            select from login_name r
            where r.principal_kind = ${kind} and r.principal_id < 0 and r.normalized = n.normalized
          ) as reserved
        from next_login_name n left join login_name c
          on c.principal_kind = n.principal_kind and c.principal_id = n.principal_id and c.normalized = n.normalized
        where n.principal_kind = ${kind}
      ) ranked
      where n.principal_kind = ${kind} and n.principal_id = ranked.principal_id
        and (ranked.unusable or ranked.place > 1 or ranked.reserved)
      returning n.principal_id as id, n.normalized is null as unusable
    )
    select id, unusable from refused
    where not exists (
      select from audit_entry
      where principal_kind = ${kind} and principal_id = refused.id and kind = 'login_name_refused'
    )
    order by id`;
  return rows.map((row) => ({ id: row.id, unusable: row.unusable === true }));
}

/** Those who have left, have lost their name, or have another role or store by the next names. */
export async function changedStandings(tx: Transaction, kind: PrincipalKind): Promise<ChangedStanding[]> {
  const rows = await tx<{ id: number; left: boolean | null }[]>`
    select c.principal_id as id, n.active is not true as left
    from login_name c left join next_login_name n using (principal_kind, principal_id)
    where c.principal_kind = ${kind} and c.principal_id > 0 and c.active
      and (n.active, n.manager, n.store_id) is distinct from (true, c.manager, c.store_id)`;
  return rows.map(({ id, left }) => ({ id, left: left === true }));
}

/** Puts the next names in the place of the present ones. Those of registrations under way stay. */
export async function takeNextLoginNames(tx: Transaction, kind: PrincipalKind, at: Date): Promise<void> {
  await tx`
    delete from login_name c
    where principal_kind = ${kind} and principal_id > 0 and not exists (
      select from next_login_name n
      where n.principal_kind = c.principal_kind and n.principal_id = c.principal_id and n.name = c.name
        and n.normalized = c.normalized and n.active = c.active and n.manager = c.manager
        and n.store_id is not distinct from c.store_id
    )`;
  await tx`
    insert into login_name (principal_kind, principal_id, name, normalized, active, manager, store_id, updated_at)
    select principal_kind, principal_id, name, normalized, active, manager, store_id, ${at}
    from next_login_name where principal_kind = ${kind}
    on conflict (principal_kind, principal_id) do nothing`;
  await tx`delete from next_login_name where principal_kind = ${kind}`;
}
