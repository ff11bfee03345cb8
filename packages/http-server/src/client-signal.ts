import type { ServerResponse } from 'node:http';

/** Aborts when the connection closes before the response was sent: nobody will read it. */
export function clientAbort(response: ServerResponse): AbortController {
  const left = new AbortController();
  if (response.destroyed && !response.writableFinished) left.abort();
  response.once('close', () => {
    if (!response.writableFinished) left.abort();
  });
  return left;
}
