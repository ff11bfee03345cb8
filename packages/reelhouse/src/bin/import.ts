import { systemClock } from '@reelhouse/clock';
import { runMain } from '@reelhouse/config';
import { runImportCommand } from '@reelhouse/pagila-import';
import { withChain } from '../with-chain.ts';

await runMain(() =>
  withChain(process.env, (sql) =>
    runImportCommand(process.argv.slice(2), {
      sql,
      clock: systemClock,
      print: (line) => console.log(line),
      terminal: process.stderr,
    }),
  ),
);
