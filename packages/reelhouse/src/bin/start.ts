import { systemClock } from '@reelhouse/clock';
import { runMain } from '@reelhouse/config';
import { start } from '../start.ts';

await runMain(() => start(process.argv.slice(2), process.env, systemClock, (line) => console.log(line)));
