import { systemClock } from '@reelhouse/clock';
import { runMain } from '@reelhouse/config';
import { runJobsCommand } from '@reelhouse/jobs';
import { createLogger } from '@reelhouse/logging';
import { roleUrl } from '@reelhouse/migrations';
import { subgraphs } from '../subgraphs.ts';
import { withDatabase } from '../with-database.ts';

await runMain(() =>
  withDatabase(process.env, async (database) => {
    const log = createLogger({ name: 'jobs', level: 'warn', pretty: process.stderr.isTTY });
    const open = subgraphs.map(({ name, open: openOne }) =>
      openOne({ databaseUrl: roleUrl({ ...database, subgraph: name }), clock: systemClock }),
    );
    try {
      await runJobsCommand(process.argv.slice(2), {
        subgraphs: open.map((subgraph) => ({
          subgraph: subgraph.name,
          sql: subgraph.sql,
          runner: subgraph.jobRunner(log),
        })),
        print: (line) => console.log(line),
      });
    } finally {
      await Promise.all(open.map((subgraph) => subgraph.close()));
    }
  }),
);
