import { systemClock } from '@reelhouse/clock';
import { runMain } from '@reelhouse/config';
import { connect } from '@reelhouse/database';
import { migrateUp, migrationsDirectory } from '@reelhouse/migrations';
import { runSeedCommand } from '@reelhouse/sample-data';
import { withDatabase } from '../with-database.ts';

await runMain(() =>
  withDatabase(process.env, async (database) => {
    await migrateUp({ ...database, directory: migrationsDirectory });
    const sql = connect(database.url, { name: 'seed', connections: 1 });
    try {
      await runSeedCommand(process.argv.slice(2), {
        sql,
        clock: systemClock,
        print: (line) => console.log(line),
        terminal: process.stderr,
      });
    } finally {
      await sql.end();
    }
  }),
);
