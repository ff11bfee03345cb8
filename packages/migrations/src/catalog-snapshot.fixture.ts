import type { Sql } from 'postgres';

/** Everything that the schemas hold, in words: for telling whether two states of a database are the same. */
export async function catalogSnapshot(sql: Sql, schemas: readonly string[]): Promise<readonly string[]> {
  const rows = await sql<{ fact: string }[]>`
    with namespace as (select oid, nspname, nspacl from pg_namespace where nspname = any (${[...schemas]}))
    select fact from (
      select format('schema %s %s', nspname, nspacl) as fact from namespace
      union all
      select format('relation %s %s %s %s', c.oid::regclass, relkind, relacl, obj_description(c.oid, 'pg_class'))
      from pg_class c join namespace n on n.oid = relnamespace
      union all
      select format('column %s.%s %s %s %s', c.oid::regclass, attname, format_type(atttypid, atttypmod), attnotnull, attidentity)
      from pg_attribute join pg_class c on c.oid = attrelid join namespace n on n.oid = relnamespace where attnum > 0
      union all
      select format('constraint %s %s', conname, pg_get_constraintdef(k.oid))
      from pg_constraint k join namespace n on n.oid = connamespace
      union all
      select format('index %s', pg_get_indexdef(indexrelid))
      from pg_index join pg_class c on c.oid = indexrelid join namespace n on n.oid = relnamespace
      union all
      select format('routine %s %s', pg_get_functiondef(p.oid), proacl) from pg_proc p join namespace n on n.oid = pronamespace
      union all
      select format('type %s %s', t.oid::regtype, (select array_agg(enumlabel order by enumsortorder) from pg_enum where enumtypid = t.oid))
      from pg_type t join namespace n on n.oid = typnamespace
    ) facts
    order by fact`;
  return rows.map(({ fact }) => fact);
}
