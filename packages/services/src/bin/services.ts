import { writeFile } from 'node:fs/promises';
import { runMain, StartupError } from '@reelhouse/config';
import { composeFile, keyVariables, runServices } from '../index.ts';

/**
 * `npm run services` starts the chain as processes, with `--free-ports` wherever there is room; `npm run services --
 * compose` writes `compose.yaml`, and `npm run services -- keys` prints what it needs in `.env` for services to trust each other.
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
  } else if (command === 'keys' && rest.length === 0) {
    console.log(keyVariables());
  } else {
    throw new StartupError('usage: npm run services [-- --free-ports | compose | keys]');
  }
}

await runMain(main);
