import { StartupError } from './startup-error.ts';

/**
 * Runs the program of an entry point. What the operator has to put right is printed line by line, without a stack; either
 * way a failure ends in exit code 1. Nothing is cut off: `main` lets go of what it holds before it rejects.
 *
 * @param program stands before each line.
 */
export async function runMain(main: () => Promise<void>, program = 'reelhouse'): Promise<void> {
  try {
    await main();
  } catch (error) {
    process.exitCode = 1;
    if (!(error instanceof StartupError)) {
      console.error(error);
      return;
    }
    for (const line of error.message.split('\n')) console.error(`${program}: ${line}`);
  }
}
