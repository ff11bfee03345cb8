import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Sql } from '@reelhouse/database';
import { startEmbeddedPostgres } from '@reelhouse/embedded-postgres';
import { migrateUp, migrationsDirectory, roleUrl } from '@reelhouse/migrations';
import { seedSampleData, type SeedSummary } from '@reelhouse/sample-data';

/** Databases of several sizes on one throw-away server. */
export interface Chains {
  /** Makes a chain of a scale: 1 is 16 000 rentals. Several of one scale take names. */
  create(scale: number, name?: string): Promise<Chain>;
  /** Makes a migrated database without rows. */
  empty(name: string): Promise<Sql>;
  /** Stops the server and removes its data. */
  stop(): Promise<void>;
}

/** A database of one size. */
export interface Chain {
  readonly scale: number;
  /** As the owner of all tables. */
  readonly sql: Sql;
  readonly seeded: SeedSummary;
  /** As who opens the whole chain needs it. */
  readonly access: { readonly url: string; readonly roleSecret: string };
  /** The URL as the role of a subgraph. */
  urlOf(subgraph: string): string;
}

const asOf = new Date('2026-03-31T12:00:00Z');

/**
 * Starts a server whose data is not kept.
 *
 * @param durable whether commits wait for the disk, as they do in production; they do not unless told.
 */
export async function openChains({ durable = false } = {}): Promise<Chains> {
  const directory = await mkdtemp(join(tmpdir(), 'reelhouse-bench-'));
  const settings = { shared_buffers: '1GB', maintenance_work_mem: '256MB', max_wal_size: '8GB' };
  const server = await startEmbeddedPostgres({ directory, durable, settings });
  const open: Sql[] = [];
  async function migrated(name: string) {
    const owner = connect(server.url, { name: 'bench', connections: 1 });
    await owner`create database ${owner(name)}`;
    await owner.end();
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    const access = { url: url.href, roleSecret: 'a secret of this run only' };
    await migrateUp({ ...access, directory: migrationsDirectory });
    const sql = connect(url.href, { name: 'bench', connections: 1 });
    open.push(sql);
    return { access, sql };
  }
  return {
    empty: async (name) => (await migrated(name)).sql,
    async create(scale, name = `scale_${scale}`) {
      const { access, sql } = await migrated(name);
      const seeded = await seedSampleData(sql, { scale, asOf });
      return { scale, sql, seeded, access, urlOf: (subgraph) => roleUrl({ ...access, subgraph }) };
    },
    async stop() {
      await Promise.all(open.map((sql) => sql.end()));
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
