import { post } from '../server.fixture.ts';

/** An answer that is read bit by bit. */
export interface OpenAnswer {
  readonly response: Response;
  /** What came since the last time, as soon as it holds what is looked for; all that is left if it never does. */
  until(text: string): Promise<string>;
  /** Goes away. */
  leave(): void;
}

/** Sends an operation, and leaves its answer open. */
export async function open(
  url: string,
  query: string,
  accept: string,
  headers: Record<string, string> = {},
): Promise<OpenAnswer> {
  return reading(await post(url, JSON.stringify({ query }), { accept, ...headers }));
}

/** Reads an answer bit by bit. */
export function reading(response: Response): OpenAnswer {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let read = '';
  return {
    response,
    async until(text) {
      while (!read.includes(text)) {
        const { value, done } = await reader.read();
        if (done) break;
        read += value;
      }
      const came = read;
      read = '';
      return came;
    },
    leave: () => void reader.cancel(),
  };
}

export const eventStream = 'text/event-stream';
export const multipart = 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0';
