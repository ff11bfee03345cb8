import type { PrincipalKind } from '@reelhouse/auth';
import type { Sql, Transaction } from '@reelhouse/database';

/** Denials that are alike, to be counted. */
export interface CountedDenial {
  readonly actorKind: PrincipalKind | null;
  readonly actorId: number | null;
  readonly clientAddress: string | null;
  readonly coordinate: string;
  readonly operationName: string | null;
  readonly count: number;
  /** A moment of the minute, RFC 3339. */
  readonly minute: string;
}

/** Adds denials to those of the same minute, subject, address and coordinate. A minute that is to come is this one. */
export async function countDenials(sql: Sql, denials: readonly CountedDenial[], now: Date): Promise<void> {
  // In the order of the key, so that gateways that tell of the same ones wait for each other only.
  await sql`
    insert into access_denial as d (minute, actor_kind, actor_id, client_address, coordinate, operation_name, count)
    select date_trunc('minute', least(n.minute, ${now}::timestamptz)), n."actorKind", n."actorId", n."clientAddress",
      n.coordinate, max(n."operationName"), least(sum(n.count), 2147483647)::integer
    from jsonb_to_recordset(${JSON.stringify(denials)}::text::jsonb) as n (
      minute timestamptz, "actorKind" principal_kind, "actorId" integer, "clientAddress" text, coordinate text,
      "operationName" text, count integer
    )
    group by 1, 2, 3, 4, 5
    order by 1, 2, 3, 4, 5
    on conflict (minute, actor_kind, actor_id, client_address, coordinate) do update
    set count = least(d.count::bigint + excluded.count, 2147483647)::integer,
      operation_name = coalesce(excluded.operation_name, d.operation_name)`;
}

/**
 * Makes entries of the audit log of the denials that were counted in minutes before that of a moment.
 *
 * @returns how many entries.
 */
export async function recordAccessDenials(tx: Transaction, before: Date): Promise<number> {
  const rows = await tx<{ id: string }[]>`
    with counted as (
      delete from access_denial where minute < date_trunc('minute', ${before}::timestamptz)
      returning minute, actor_kind, actor_id, client_address, coordinate, operation_name, count
    )
    insert into audit_entry (at, kind, actor_kind, actor_id, client_address, count, detail, store_id)
    select c.minute, 'access_denied', c.actor_kind, c.actor_id, c.client_address, c.count,
      jsonb_strip_nulls(jsonb_build_object('coordinate', c.coordinate, 'operationName', c.operation_name)), n.store_id
    from counted c
    left join login_name n on n.principal_kind = c.actor_kind and n.principal_id = c.actor_id
    order by c.minute
    returning audit_id as id`;
  return rows.length;
}
