import type { RequestContext } from '@reelhouse/http-server';

/** Not answered within the time given. */
export class DeadlineExceeded extends Error {
  override readonly name = 'DeadlineExceeded';

  constructor(seconds: number) {
    super(`no answer within ${seconds} s`);
  }
}

/**
 * Asks with the context of a request, but waits no longer than `seconds`. What is asked is told to stop then, as it is
 * when the client goes away.
 *
 * @throws {DeadlineExceeded} when the time is over.
 */
export async function within<Answer>(
  seconds: number,
  request: RequestContext,
  ask: (request: RequestContext) => Promise<Answer>,
): Promise<Answer> {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new DeadlineExceeded(seconds));
      stop.abort();
    }, seconds * 1000);
  });
  const signal = request.signal ? AbortSignal.any([request.signal, stop.signal]) : stop.signal;
  try {
    return await Promise.race([ask({ ...request, signal }), over]);
  } finally {
    clearTimeout(timer);
  }
}
