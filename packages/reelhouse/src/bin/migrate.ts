import { runMain } from '@reelhouse/config';
import { migrationsDirectory, runMigrateCommand } from '@reelhouse/migrations';
import { withDatabase } from '../with-database.ts';

await runMain(() =>
  withDatabase(process.env, (database) =>
    runMigrateCommand(process.argv.slice(2), { ...database, directory: migrationsDirectory }, (line) =>
      console.log(line),
    ),
  ),
);
