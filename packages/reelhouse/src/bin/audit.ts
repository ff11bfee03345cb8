import { runMain } from '@reelhouse/config';
import { connect } from '@reelhouse/database';
import { runAuditCommand } from '../audit-command.ts';
import { withDatabase } from '../with-database.ts';

await runMain(() =>
  withDatabase(process.env, async ({ url }) => {
    const sql = connect(url, { name: 'audit', connections: 1 });
    try {
      await runAuditCommand(sql, (line) => console.log(line));
    } finally {
      await sql.end();
    }
  }),
);
