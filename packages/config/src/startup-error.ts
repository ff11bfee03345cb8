/**
 * Something that the operator has to put right before the process can start: a taken port, an unreachable database, a
 * wrong setting. Its message is complete without a stack: entry points print each line of it and leave with exit code 1.
 */
export class StartupError extends Error {
  override readonly name: string = 'StartupError';

  /** @param message what is wrong and what to do about it; one line a problem. */
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
  }
}
