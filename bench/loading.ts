import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { systemClock } from '@reelhouse/clock';
import type { Sql } from '@reelhouse/database';
import { importDump } from '@reelhouse/pagila-import';
import Table from 'cli-table3';
import { openChains } from './chain-at-scale.ts';
import { writePagilaDump } from './pagila-dump.ts';

const scale = 5;

/**
 * `npm run bench -- loading`: filling in sample rows and importing a dump, beside a plain COPY of the same rows into the
 * same tables with the same indexes, in one transaction each.
 */
export async function benchLoading(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'reelhouse-bench-'));
  await chmod(folder, 0o777); // for the account of the server
  const chains = await openChains();
  try {
    const seeded = await chains.create(scale);
    const rows = Object.values(seeded.seeded.rows).reduce((all, one) => all + one, 0);
    console.error(`seeded ${rows} rows`);
    const tables = Object.keys(seeded.seeded.rows);
    for (const table of tables) await unload(seeded.sql, table, join(folder, table));
    const dump = join(folder, 'dump.sql');
    await writePagilaDump(seeded.sql, folder, dump);

    const plain = await chains.empty('plain');
    const copied = await seconds(() =>
      plain.begin(async (tx) => {
        await tx`set constraints all deferred`;
        const [range] = await seeded.sql<{ first: string; last: string }[]>`
          select min(payment_date)::date::text as first, max(payment_date)::date::text as last from payment.payment`;
        await tx`select payment.make_payment_partitions(${range?.first ?? ''}, ${range?.last ?? ''})`;
        for (const table of tables) {
          const target = await tx`copy ${tx(table)} (${tx(await columnsOf(tx, table))}) from stdin`.writable();
          await pipeline(createReadStream(join(folder, table)), target);
        }
      }),
    );
    console.error('copied');
    const target = await chains.empty('imported');
    const imported = await importDump(target, dump, { clock: systemClock });

    const result = {
      rows,
      dumpBytes: (await stat(dump)).size,
      seconds: { copy: copied, seed: seeded.seeded.seconds, import: imported.seconds },
    };
    const table = new Table({ head: ['', 'seconds', 'rows/s', 'of plain COPY'], style: { head: [], border: [] } });
    for (const [name, time] of Object.entries(result.seconds)) {
      table.push([name, time.toFixed(1), Math.round(rows / time), (copied / time).toFixed(2)]);
    }
    console.log(table.toString());
    await writeFile('bench/loading.json', `${JSON.stringify(result, null, 2)}\n`);
  } finally {
    await chains.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The server writes the file: reading a COPY through the driver stalls now and then. */
async function unload(sql: Sql, table: string, file: string): Promise<void> {
  await sql`copy (select ${sql(await columnsOf(sql, table))} from ${sql(table)}) to ${sql.unsafe(`'${file}'`)}`;
}

/** The columns of a table that can be written. */
async function columnsOf(sql: Pick<Sql, 'unsafe'>, table: string): Promise<string[]> {
  const [schema = '', name = ''] = table.split('.');
  const columns = await sql.unsafe<{ name: string }[]>(
    `select column_name as name from information_schema.columns
     where table_schema = $1 and table_name = $2 and is_generated = 'NEVER' order by ordinal_position`,
    [schema, name],
  );
  return columns.map((column) => column.name);
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
