import type { ServerResponse } from 'node:http';
import type { Deadlines } from './deadlines.ts';

/** Whether the connection took at once all of an answer that was ended. */
export function isTaken({ socket }: ServerResponse): boolean {
  // One that waits for the answers before it on its connection has none: those are waited for.
  return socket === null || socket.writableLength === 0;
}

/**
 * Waits until the client has taken an answer that was ended. Who does not take it in time is cut off, and keeps no more than the
 * bytes of the answer until then.
 *
 * @returns whether it has taken all.
 */
export async function answerTaken(response: ServerResponse, deadlines: Deadlines, seconds: number): Promise<boolean> {
  // One that is destroyed says that it has finished, too.
  const outcome = { isFinished: false, isCutOff: false };
  response.once('finish', () => (outcome.isFinished = true));
  await new Promise<void>((resolve) => {
    const stop = deadlines.start(seconds, () => {
      outcome.isCutOff = true;
      response.destroy();
    });
    response.once('close', () => {
      stop();
      resolve();
    });
  });
  return outcome.isFinished && !outcome.isCutOff;
}
