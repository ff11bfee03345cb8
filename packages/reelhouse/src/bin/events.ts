import { systemClock } from '@reelhouse/clock';
import { runMain } from '@reelhouse/config';
import { runEventsCommand } from '@reelhouse/events';
import { withChain } from '../with-chain.ts';

await runMain(() =>
  withChain(process.env, (sql) =>
    runEventsCommand(process.argv.slice(2), { sql, clock: systemClock, print: (line) => console.log(line) }),
  ),
);
