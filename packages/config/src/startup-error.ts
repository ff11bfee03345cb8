/**
 * Something that the operator has to put right before the process can start: a taken port, an unreachable database, a
 * wrong setting. Its message is complete without a stack: entry points print each line of it and leave with exit code 1.
 *
 * Its message says what is wrong and what to do about it; one line a problem.
 */
export class StartupError extends Error {
  override readonly name: string = 'StartupError';
}
