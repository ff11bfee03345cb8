import { StartupError } from '@reelhouse/config';
import { showProgress } from '@reelhouse/progress';

/** What a benchmark tells while it runs. */
export interface LimitedRun {
  /** How often `step` is going to be called. */
  readonly steps: number;
  /** After these it has failed, whatever it waits for. */
  readonly minutes: number;
  /** Resolves when somebody interrupts it: `stopSignal()`, asked for before anything was started. */
  readonly told: Promise<unknown>;
}

/**
 * Runs a benchmark with a progress bar, for a while at most and until somebody interrupts it.
 *
 * @param measure is given what it has to call at the beginning of each step.
 * @param clean is called in any case, before this returns: what was started has to end.
 * @throws {StartupError} if it took too long or was interrupted.
 */
export async function limitedRun<Measured>(
  { steps, minutes, told }: LimitedRun,
  measure: (step: (label: string) => void) => Promise<Measured>,
  clean: () => Promise<unknown>,
): Promise<Measured> {
  const progress = showProgress((line) => console.error(line), process.stderr);
  let done = 0;
  const step = (label: string) => progress.update({ share: Math.min(1, done++ / steps), label });
  let limit: NodeJS.Timeout | undefined;
  const ended = new Promise<never>((_, reject) => {
    void told.then(() => reject(new StartupError('interrupted')));
    limit = setTimeout(() => reject(new StartupError(`not done after ${minutes} minutes`)), minutes * 60_000);
  });
  try {
    return await Promise.race([measure(step), ended]);
  } finally {
    clearTimeout(limit);
    progress.stop();
    await clean();
  }
}
