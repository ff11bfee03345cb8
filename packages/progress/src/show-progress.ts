import { SingleBar } from 'cli-progress';

/** How far something is. */
export interface Progress {
  /** The share that is done, from 0 to 1. */
  readonly share: number;
  /** What is being done. */
  readonly label: string;
}

/** Shows how far something is. */
export interface ProgressDisplay {
  update(progress: Progress): void;
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
    format: '{bar} {percentage}% {label}',
    stream: terminal,
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(100, 0, { label: '' });
  return {
    update: ({ share, label }) => bar.update(Math.floor(share * 100), { label }),
    stop: () => bar.stop(),
  };
}

function lines(print: (line: string) => void): ProgressDisplay {
  let tenths = 0;
  return {
    update({ share, label }) {
      const reached = Math.floor(share * 10);
      if (reached <= tenths) return;
      tenths = reached;
      print(`${reached * 10}% ${label}`);
    },
    stop() {},
  };
}
