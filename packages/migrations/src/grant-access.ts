import type { TransactionSql } from 'postgres';
import { quoteIdentifier } from './quote.ts';

interface AccessibleObject {
  readonly kind: 'table' | 'sequence' | 'routine';
  /** Qualified and quoted. */
  readonly object: string;
  readonly appendOnly: boolean;
  /** What the role itself holds, in alphabetical order. */
  readonly granted: readonly string[];
  /** Whether everybody has a right on it, as everybody has on a new function. */
  readonly open: boolean;
}

/**
 * Gives a subgraph's role what it needs of its own schema, and takes away what it should not have. Only differences are
 * written, so a start with nothing to migrate leaves the catalog alone.
 *
 * A table whose comment begins with `append-only` can be read and added to; rows of it cannot be changed or removed. That
 * is a comment, rather than a REVOKE in a migration, because a migration does not know the role's name, and because a
 * restored copy of the database, whose roles are new, has to end up with the same rights. Partitions follow the table
 * that they are part of.
 *
 * There are no default privileges: every object of a migration is seen here in the same transaction, and what the owner
 * makes in between (a partition, a staging table of an import) is not for the role to touch directly.
 */
export async function grantAccess(tx: TransactionSql, subgraph: string, roleName: string): Promise<void> {
  const role = quoteIdentifier(roleName);
  const [current] = await tx<{ database: string }[]>`select current_database() as database`;
  if (current) await tx.unsafe(`grant connect on database ${quoteIdentifier(current.database)} to ${role}`);
  await tx.unsafe(`grant usage on schema ${quoteIdentifier(subgraph)}, extensions to ${role}`);
  for (const { kind, object, appendOnly, granted, open } of await accessibleObjects(tx, subgraph, roleName)) {
    const wanted = wantedPrivileges(kind, appendOnly);
    if (!open && granted.join() === wanted.join()) continue;
    await tx.unsafe(`
      revoke all on ${kind} ${object} from public, ${role};
      grant ${wanted.join(', ')} on ${kind} ${object} to ${role};
    `);
  }
}

function wantedPrivileges(kind: AccessibleObject['kind'], appendOnly: boolean): readonly string[] {
  if (kind === 'routine') return ['EXECUTE'];
  if (kind === 'sequence') return ['USAGE'];
  return appendOnly ? ['INSERT', 'SELECT'] : ['DELETE', 'INSERT', 'SELECT', 'UPDATE'];
}

async function accessibleObjects(tx: TransactionSql, schema: string, role: string): Promise<AccessibleObject[]> {
  await tx`set local search_path = pg_catalog`; // so that names come out qualified
  return tx<AccessibleObject[]>`
    with object as (
      select case relkind when 'S' then 'sequence' else 'table' end as kind,
             oid::regclass::text as object,
             coalesce(obj_description(coalesce(pg_partition_root(oid), oid), 'pg_class'), '') ilike 'append-only%'
               as append_only,
             coalesce(relacl, acldefault(case relkind when 'S' then 's' else 'r' end::"char", relowner)) as acl
      from pg_class
      where relnamespace = ${schema}::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S')
      union all
      select 'routine', oid::regprocedure::text, false, coalesce(proacl, acldefault('f', proowner))
      from pg_proc
      where pronamespace = ${schema}::regnamespace
    )
    select kind, object, append_only as "appendOnly",
           array(
             select privilege_type from aclexplode(acl)
             where grantee = (select oid from pg_roles where rolname = ${role}) order by 1
           ) as granted,
           exists (select from aclexplode(acl) where grantee = 0) as open
    from object
    order by kind, object`;
}
