import type { Sql } from '@reelhouse/database';

/**
 * Listens to a channel of the role's own schema, also again after the server was away.
 *
 * @param channel `outbox`, `log` or `waiting`.
 * @param onNotice called for each notification, and whenever some may have been missed.
 * @returns what ends it; `undefined` if the server was not there, which the callers' own intervals make up for.
 */
export async function listen(
  sql: Sql,
  channel: string,
  onNotice: () => void,
): Promise<(() => Promise<void>) | undefined> {
  try {
    const [row] = await sql<{ schema: string }[]>`select current_schema()::text as schema`;
    const request = await sql.listen(`${row?.schema ?? ''}_${channel}`, onNotice, onNotice);
    return () => request.unlisten();
  } catch {
    return undefined;
  }
}

/** Tells who listens to a channel of the schema, when the transaction commits. */
export async function notify(sql: Pick<Sql, 'unsafe'>, channel: string): Promise<void> {
  await sql.unsafe(`select pg_notify(current_schema() || $1, '')`, [`_${channel}`]);
}
