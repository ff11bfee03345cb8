import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { runMain, StartupError } from '@reelhouse/config';
import { roleUrl, subgraphSchemas } from '@reelhouse/migrations';
import { createTemplate, databaseUrl, dropTemplate, root, roleSecret } from '../template.ts';
import { openTestServer } from '../test-server.ts';

/** The program of `npm run check:sql`: has PostgreSQL check the statements in every `store/` on a migrated database. */
async function checkSql(): Promise<void> {
  const server = await openTestServer();
  try {
    const template = await createTemplate(server.url);
    try {
      const url = databaseUrl(server.url, template.name);
      const names = await subgraphSchemas(join(root, 'migrations'));
      const urls = names.map((subgraph) => [subgraph, roleUrl({ url, subgraph, roleSecret })]);
      const lint = spawn(
        process.execPath,
        [
          join(root, 'node_modules/eslint/bin/eslint.js'),
          ...['--no-config-lookup', '--config', 'eslint.sql.config.js', '--max-warnings=0'],
          ...['subgraphs/*/store/**/*.ts', 'packages/{events,idempotency,jobs}/src/store/**/*.ts'],
        ],
        {
          cwd: root,
          stdio: 'inherit',
          env: { ...process.env, SUBGRAPH_DATABASES: JSON.stringify(Object.fromEntries(urls)) },
        },
      );
      const [code] = (await once(lint, 'exit')) as [number | null];
      if (code !== 0) throw new StartupError('there is SQL that does not fit the migrated schema');
    } finally {
      await dropTemplate(template);
    }
  } finally {
    await server.stop();
  }
}

await runMain(checkSql);
