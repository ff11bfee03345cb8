import { SingleBar } from 'cli-progress';
import type { SeedProgress } from './seed-sample-data.ts';

/** Shows how far something is. */
export interface ProgressDisplay {
  update(progress: SeedProgress): void;
  /** To be called at the end, and also if it failed: gives the terminal back. */
  stop(): void;
}

/**
 * A progress bar on a terminal; elsewhere, such as in the log of a CI system, a line at each tenth.
 *
 * @param print writes a line.
 */
export function showProgress(print: (line: string) => void, terminal?: NodeJS.WriteStream): ProgressDisplay {
  return terminal?.isTTY ? barOn(terminal) : lines(print);
}

function barOn(terminal: NodeJS.WriteStream): ProgressDisplay {
  const bar = new SingleBar({
    format: '{bar} {percentage}% {table}',
    stream: terminal,
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(100, 0, { table: '' });
  return {
    update: ({ overall, table }) => bar.update(Math.floor(overall * 100), { table }),
    stop: () => bar.stop(),
  };
}

function lines(print: (line: string) => void): ProgressDisplay {
  let tenths = 0;
  return {
    update({ overall, table }) {
      const reached = Math.floor(overall * 10);
      if (reached <= tenths) return;
      tenths = reached;
      print(`${reached * 10}% ${table}`);
    },
    stop() {},
  };
}
