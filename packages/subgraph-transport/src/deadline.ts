/** Waited for longer than was allowed. */
export class DeadlineExceeded extends Error {
  override readonly name = 'DeadlineExceeded';

  constructor(seconds: number) {
    super(`no answer within ${seconds} s`);
  }
}

/**
 * Waits for `work`, but no longer than `seconds`. The work is not stopped.
 *
 * @throws {DeadlineExceeded} when the time is over.
 */
export async function within<T>(seconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlineExceeded(seconds)), seconds * 1000);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}
