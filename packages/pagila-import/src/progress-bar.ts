import { SingleBar } from 'cli-progress';
import type { ImportProgress } from './import-options.ts';

/** Shows how far an import is. */
export interface ProgressDisplay {
  update(progress: ImportProgress): void;
  /** To be called at the end, and also if it failed: gives the terminal back. */
  stop(): void;
}

/**
 * A progress bar on a terminal; elsewhere, such as in the log of a CI system, a line at each tenth of the file.
 *
 * @param print writes a line.
 */
export function showProgress(print: (line: string) => void, terminal?: NodeJS.WriteStream): ProgressDisplay {
  return terminal?.isTTY ? barOn(terminal) : lines(print);
}

function barOn(terminal: NodeJS.WriteStream): ProgressDisplay {
  const bar = new SingleBar({
    format: '{bar} {percentage}% {step}',
    stream: terminal,
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(1, 0, { step: '' });
  return {
    update: ({ step, bytesRead, bytes }) => bar.update(bytes > 0 ? bytesRead / bytes : 0, { step }),
    stop: () => bar.stop(),
  };
}

function lines(print: (line: string) => void): ProgressDisplay {
  let tenths = 0;
  return {
    update({ step, bytesRead, bytes }) {
      const reached = Math.floor((bytesRead / bytes) * 10);
      if (step !== 'reading') print(step);
      else if (reached > tenths) print(`reading: ${reached * 10}%`);
      tenths = reached;
    },
    stop() {},
  };
}
