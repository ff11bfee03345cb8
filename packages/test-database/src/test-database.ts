import { randomUUID } from 'node:crypto';
import { connect, type ConnectOptions, type Sql } from '@reelhouse/database';
import { roleUrl } from '@reelhouse/migrations';
import { afterAll, inject } from 'vitest';
import { databaseUrl, onServer, roleSecret } from './template.ts';
import './global-setup.ts';

/** A migrated database that one test file has to itself. */
export interface TestDatabase {
  /** Its URL as the owner of all tables, who can do what no subgraph can. */
  readonly url: string;
  /** What opens subgraphs on it, each as its own role. */
  readonly access: { readonly url: string; readonly rolePrefix: string; readonly roleSecret: string };
  /** Connections as the owner of all tables: to fill in rows, and to look behind the scenes. */
  readonly sql: Sql;
  /** Its URL as the role of a subgraph. */
  urlOf(subgraph: string): string;
  /** Connections as the role of a subgraph. */
  connectAs(subgraph: string, options?: Partial<ConnectOptions>): Sql;
}

/**
 * Makes a database for the test file that calls this; it is dropped when the file is done.
 *
 * @param source the database to copy; the empty template by default.
 */
export async function createTestDatabase(source = inject('testDatabase').name): Promise<TestDatabase> {
  const { serverUrl, name: rolePrefix } = inject('testDatabase');
  const name = `${rolePrefix}_${randomUUID().slice(0, 8)}`;
  await onServer(serverUrl, (sql) => sql`create database ${sql(name)} template ${sql(source)} strategy wal_log`);
  const url = databaseUrl(serverUrl, name);
  const urlOf = (subgraph: string): string => roleUrl({ url, subgraph, rolePrefix, roleSecret });
  const open: Sql[] = [];
  const opened = (sql: Sql): Sql => {
    open.push(sql);
    return sql;
  };
  afterAll(async () => {
    await Promise.all(open.map((sql) => sql.end({ timeout: 5 })));
    await onServer(serverUrl, (sql) => sql`drop database ${sql(name)} with (force)`);
  });
  return {
    url,
    access: { url, rolePrefix, roleSecret },
    sql: opened(connect(url, { name: 'test-owner', connections: 2 })),
    urlOf,
    connectAs: (subgraph, options) =>
      opened(connect(urlOf(subgraph), { name: `test-${subgraph}`, connections: 4, ...options })),
  };
}
