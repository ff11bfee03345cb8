import { seedSampleData } from '@reelhouse/sample-data';
import postgres from 'postgres';
import { inject } from 'vitest';
import { databaseUrl, onServer } from './template.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

/** The day on which the sample rows of tests end. */
export const sampleAsOf = new Date('2026-03-31T12:00:00Z');

/**
 * Makes a database with sample rows (scale 1, the same rows every time) for the test file that calls this. The first
 * one of a run to ask for it fills in the rows; the others copy what that one made.
 */
export async function createSampleDatabase(): Promise<TestDatabase> {
  const { serverUrl, name } = inject('testDatabase');
  const sample = `${name}_sample`;
  await onServer(serverUrl, async (server) => {
    // The connection holds the lock, so it is free again whatever happens.
    await server`select pg_advisory_lock(hashtext(${sample}))`;
    const [existing] = await server`select from pg_database where datname = ${sample}`;
    if (existing) return;
    const unfinished = `${sample}_unfinished`;
    await server`drop database if exists ${server(unfinished)} with (force)`;
    await server`create database ${server(unfinished)} template ${server(name)} strategy wal_log`;
    const sql = postgres(databaseUrl(serverUrl, unfinished), { max: 1, onnotice: () => {} });
    await seedSampleData(sql, { scale: 1, asOf: sampleAsOf });
    await sql.end();
    await server`alter database ${server(unfinished)} rename to ${server(sample)}`;
  });
  return createTestDatabase(sample);
}
