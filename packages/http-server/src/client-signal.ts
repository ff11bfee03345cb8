import type { ServerResponse } from 'node:http';

/** A signal that is aborted when the connection closes before the response was sent: nobody will read it. */
export function clientSignal(response: ServerResponse): AbortSignal {
  const left = new AbortController();
  if (response.destroyed && !response.writableFinished) left.abort();
  response.once('close', () => {
    if (!response.writableFinished) left.abort();
  });
  return left.signal;
}
