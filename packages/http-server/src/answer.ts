import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { compress, isCompressible } from './compression.ts';
import type { Refusal } from './refusal.ts';
import { securityHeaders } from './security-headers.ts';

/** What is sent back. A body that is a stream is sent in chunks, as it comes. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | AsyncIterable<string>;
}

/** An answer of JSON that no cache may keep. */
export function jsonAnswer(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
    body: `${JSON.stringify(value)}\n`,
  };
}

/** The answer to a request that is refused: one GraphQL error, as JSON. */
export function refusalAnswer(
  { status, code, message, headers }: Refusal,
  extensions: Readonly<Record<string, unknown>> = {},
): Answer {
  return jsonAnswer(status, { errors: [{ message, extensions: { ...extensions, code } }] }, headers);
}

/**
 * Sends an answer.
 *
 * @param compression whether a body may be compressed, if the client takes it; one that is a stream never is.
 * @returns the bytes of the body handed to the connection; none for HEAD.
 */
export async function sendAnswer(response: ServerResponse, answer: Answer, compression = false): Promise<number> {
  const { status, headers, body } = answer;
  response.statusCode = status;
  for (const [name, value] of securityHeaders(headers['content-type'], response)) response.setHeader(name, value);
  for (const name in headers) {
    const value = headers[name] ?? '';
    if (name === 'vary') response.appendHeader(name, value);
    else response.setHeader(name, value);
  }
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) return sendStream(response, body);
  const isCompressed = compression && isCompressible(headers['content-type']);
  return sendWhole(response, isCompressed ? await compressed(response, body) : body);
}

async function compressed(response: ServerResponse, body: string | Uint8Array): Promise<string | Uint8Array> {
  response.appendHeader('vary', 'Accept-Encoding');
  const { method, headers } = response.req;
  const smaller = method === 'HEAD' ? undefined : await compress(body, headers['accept-encoding']);
  if (!smaller) return body;
  response.setHeader('content-encoding', smaller.coding);
  return smaller.body;
}

function sendWhole(response: ServerResponse, body: string | Uint8Array): number {
  const bytes = Buffer.byteLength(body);
  if (response.statusCode !== 204 && response.statusCode !== 304) response.setHeader('content-length', bytes);
  response.end(body);
  return response.req.method === 'HEAD' ? 0 : bytes;
}

async function sendStream(response: ServerResponse, body: AsyncIterable<string>): Promise<number> {
  let bytes = 0;
  async function* counted(chunks: AsyncIterable<string>) {
    for await (const chunk of chunks) {
      bytes += Buffer.byteLength(chunk);
      yield chunk;
    }
  }
  await pipeline(Readable.from(counted(body)), response);
  return bytes;
}
