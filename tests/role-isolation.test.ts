import { createTestDatabase } from '@reelhouse/test-database';
import { subgraphSchemas, migrationsDirectory } from '@reelhouse/migrations';
import { expect, test } from 'vitest';

const database = await createTestDatabase();
const schemas = await subgraphSchemas(migrationsDirectory);
const tables = await database.sql<{ schema: string; name: string }[]>`
  select schemaname as schema, tablename as name from pg_tables where schemaname = any(${[...schemas]})`;

test.each(schemas)('the role of %s reads its own tables and no other', async (schema) => {
  const sql = database.connectAs(schema);
  for (const table of tables) {
    const read = sql`select * from ${sql(table.schema)}.${sql(table.name)} limit 0`;
    // Partitions are read through their table.
    if (table.schema !== schema)
      await expect(read, `${table.schema}.${table.name}`).rejects.toMatchObject({ code: '42501' });
    else if (!/^payment_(\d|default)/.test(table.name)) expect(await read).toHaveLength(0);
  }
});
