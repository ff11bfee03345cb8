import type { Sql, TransactionSql } from 'postgres';
import { readModels } from './read-models.ts';

/** What kind of rows a database was filled with. */
export type DatasetKind = 'sample' | 'imported';

/** The note of what a database was last filled with as a whole. */
export interface Dataset {
  readonly kind: DatasetKind;
  /** Of sample rows: the day on which they end, as `2026-03-01`. */
  readonly asOf: string | null;
  /** Of sample rows: their scale. */
  readonly scale: number | null;
  readonly loadedAt: Date;
}

/** Every table that holds the chain's rows. Those that refer to one of them are emptied with it. */
const tables = [
  'film.language',
  'film.category',
  'film.actor',
  'film.film',
  'film.film_actor',
  'film.film_category',
  'customer.country',
  'customer.city',
  'customer.address',
  'customer.customer',
  'store.store',
  'store.staff',
  'rental.inventory_item',
  'rental.rental',
  'payment.payment',
  'payment.payment_key',
  'identity.credential',
] as const;

/**
 * What was kept of the people of the rows: it goes with them, and says nothing of what a database is filled with, because
 * there is something as soon as a stranger has tried to sign in.
 */
const records = [
  'identity.refresh_token',
  'identity.password_link',
  'identity.sign_in_failure',
  'identity.audit_entry',
  'identity.access_denial',
] as const;

/** Makes whoever else wants to replace the rows wait until this transaction ends. */
export async function lockDataset(tx: TransactionSql): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtext('reelhouse.dataset'))`;
}

/**
 * Notes what the database is filled with, in the transaction that fills it. The note is in a schema of its own, which
 * only the owner of the tables can read.
 */
export async function markDataset(
  tx: TransactionSql,
  { kind, asOf = null, scale = null }: { kind: DatasetKind; asOf?: string | null; scale?: number | null },
): Promise<void> {
  if (!(await hasMarker(tx))) {
    // Asked first, because "if not exists" prints a notice.
    const [schema] = await tx`select from pg_namespace where nspname = 'reelhouse'`;
    if (!schema) await tx`create schema reelhouse`;
    await tx`
      create table reelhouse.dataset (
        singleton boolean primary key default true check (singleton),
        kind text not null check (kind in ('sample', 'imported')),
        as_of date,
        scale double precision,
        loaded_at timestamptz not null default now()
      )`;
  }
  await tx`delete from reelhouse.dataset`;
  await tx`insert into reelhouse.dataset (kind, as_of, scale) values (${kind}, ${asOf}::text::date, ${scale})`;
}

/** What the database was last filled with as a whole; undefined if with nothing, or row by row. */
export async function currentDataset(sql: Sql | TransactionSql): Promise<Dataset | undefined> {
  if (!(await hasMarker(sql))) return undefined;
  const [dataset] = await sql<Dataset[]>`
    select kind, as_of::text as "asOf", scale, loaded_at as "loadedAt" from reelhouse.dataset`;
  return dataset;
}

/**
 * Whether a database holds no rows, sample rows only, or somebody's real rows: imported, or entered into an empty
 * database. What is entered on top of sample rows counts as sample.
 */
export async function describeRows(sql: Sql | TransactionSql): Promise<'empty' | 'sample' | 'real'> {
  for (const table of tables) {
    const [row] = await sql`select from ${sql(table)} limit 1`;
    if (row) return (await currentDataset(sql))?.kind === 'sample' ? 'sample' : 'real';
  }
  return 'empty';
}

/**
 * Empties every table of the chain and what follows from them, lets their ids begin at 1 again, and forgets what the
 * database was filled with.
 */
export async function clearDataset(tx: TransactionSql): Promise<void> {
  await endSessions(tx);
  // Together, because they refer to each other.
  await tx`truncate ${tx.unsafe([...tables, ...readModels, ...records].join(', '))} restart identity cascade`;
  // Their numbers go on, because events that are under way know registrations by them.
  await tx`delete from identity.registration`;
  if (await hasMarker(tx)) await tx`delete from reelhouse.dataset`;
}

/**
 * Ends what the people who are gone have open: else their tokens would be good for those who come with their ids. What has
 * ended stays, for gateways that ask.
 */
async function endSessions(tx: TransactionSql): Promise<void> {
  await tx`
    with ended as (
      update identity.session set ended_at = now(), end_reason = 'deactivated' where ended_at is null
      returning session_id, principal_kind, principal_id, ended_at
    )
    insert into identity.outbox (subject, version, aggregate_type, aggregate_id, payload, occurred_at)
    select 'identity.session.ended', 1, 'session', session_id::text,
      jsonb_build_object(
        'sessionId', session_id,
        'subject', principal_kind || ':' || principal_id,
        'endedAt', to_char(ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'reason', 'deactivated'),
      ended_at
    from ended`;
}

/** After rows came with their ids: lets the ids that the database gives out go on behind the last one. */
export async function advanceSequences(tx: TransactionSql): Promise<void> {
  const sequences = await tx<{ schema: string; table: string; column: string; sequence: string }[]>`
    select n.nspname as schema, c.relname as table, a.attname as column, s.oid::regclass::text as sequence
    from pg_class s
      join pg_depend d on d.objid = s.oid and d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i')
      join pg_class c on c.oid = d.refobjid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid
      join pg_namespace n on n.oid = c.relnamespace
    where s.relkind = 'S' and n.nspname || '.' || c.relname = any (${[...tables]})
    order by 1, 2`;
  for (const { schema, table, column, sequence } of sequences) {
    await tx`
      select setval(${sequence}::text::regclass, max(${tx(column)})) from ${tx(`${schema}.${table}`)}
      having max(${tx(column)}) is not null`;
  }
}

async function hasMarker(sql: Sql | TransactionSql): Promise<boolean> {
  const [answer] = await sql<{ exists: boolean }[]>`select to_regclass('reelhouse.dataset') is not null as exists`;
  return answer?.exists ?? false;
}
