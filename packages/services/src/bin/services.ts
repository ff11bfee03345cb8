import { writeFile } from 'node:fs/promises';
import { runMain, StartupError } from '@reelhouse/config';
import { composeFile, runServices } from '../index.ts';

/**
 * `npm run services` starts the chain as processes, with `--free-ports` wherever there is room; `npm run services --
 * compose` writes `compose.yaml`.
 */
async function main(): Promise<void> {
  const [command, ...rest] = process.argv.slice(2);
  if (command === undefined || (command === '--free-ports' && rest.length === 0)) {
    await runServices({
      environment: process.env,
      print: (line) => console.log(line),
      ports: command === undefined ? 'fixed' : 'free',
      coloured: process.stdout.isTTY,
    });
  } else if (command === 'compose' && rest.length === 0) {
    await writeFile('compose.yaml', composeFile());
  } else {
    throw new StartupError('usage: npm run services [-- --free-ports | compose]');
  }
}

await runMain(main);
