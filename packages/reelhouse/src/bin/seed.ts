import { systemClock } from '@reelhouse/clock';
import { runMain } from '@reelhouse/config';
import { runSeedCommand } from '@reelhouse/sample-data';
import { withChain } from '../with-chain.ts';

await runMain(() =>
  withChain(process.env, (sql) =>
    runSeedCommand(process.argv.slice(2), {
      sql,
      clock: systemClock,
      print: (line) => console.log(line),
      terminal: process.stderr,
    }),
  ),
);
