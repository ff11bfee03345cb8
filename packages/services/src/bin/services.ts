import { writeFile } from 'node:fs/promises';
import { runMain, StartupError } from '@reelhouse/config';
import { composeFile, runServices } from '../index.ts';

/** `npm run services` starts the chain as processes; `npm run services -- compose` writes `compose.yaml`. */
async function main(): Promise<void> {
  const [command, ...rest] = process.argv.slice(2);
  if (command === undefined) {
    await runServices(process.env, (line) => console.log(line), process.stdout.isTTY);
  } else if (command === 'compose' && rest.length === 0) {
    await writeFile('compose.yaml', composeFile());
  } else {
    throw new StartupError('usage: npm run services [-- compose]');
  }
}

await runMain(main);
