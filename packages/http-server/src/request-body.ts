import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import getRawBody from 'raw-body';
import { Refusal } from './refusal.ts';
import { codingOf, decoded } from './request-coding.ts';

/** The largest body taken, unless another is asked for. */
export const defaultMaxBodyBytes = 256 * 1024;

/** How much of a body that is too large is read and dropped, so that the client gets to read the refusal. */
const largestDroppedBytes = 4 * 1024 * 1024;

/**
 * Reads the body of a GraphQL request.
 *
 * @param maxBytes the largest body taken, as it is sent and as it is after inflating.
 * @returns the JSON object that was sent.
 * @throws {Refusal} 415 for another content type than JSON in UTF-8 or another coding than those taken, 413 for a body that is
 *   too large, 400 for one that is not a JSON object.
 */
export async function readJsonObject(
  request: IncomingMessage,
  maxBytes = defaultMaxBodyBytes,
): Promise<Record<string, unknown>> {
  requireJson(request);
  const coding = codingOf(request);
  const sent = await readBytes(request, maxBytes);
  const body = coding ? await decoded(sent, coding, maxBytes) : sent;
  if (!body) throw tooLarge(maxBytes);
  if (!isUtf8(body)) throw badBody('The body is not UTF-8.');
  const value = parseJson(body.toString('utf8'));
  if (Array.isArray(value)) throw badBody('Batches of operations are not taken; send one operation a request.');
  if (typeof value !== 'object' || value === null) throw badBody('The body must be a JSON object.');
  return value as Record<string, unknown>;
}

function requireJson(request: IncomingMessage): void {
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='));
  const utf8 = charset === undefined || charset === 'charset=utf-8' || charset === 'charset="utf-8"';
  if (type.trim() !== 'application/json' || !utf8) {
    throw new Refusal(415, 'BAD_REQUEST', 'The content type must be application/json in UTF-8.', {
      accept: 'application/json',
    });
  }
}

async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  try {
    return await getRawBody(request, { limit: maxBytes, length: request.headers['content-length'] ?? null });
  } catch (error) {
    if (!(error instanceof Error && 'type' in error && error.type === 'entity.too.large')) {
      throw badBody('The body could not be read.');
    }
    await drop(request);
    throw tooLarge(maxBytes, { connection: 'close' });
  }
}

/** Closing a connection that has unread bytes resets it, and the client may never see the answer: read some more. */
async function drop(request: IncomingMessage): Promise<void> {
  let dropped = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      dropped += chunk.length;
      if (dropped > largestDroppedBytes) return;
    }
  } catch {
    // The client went away; there is nobody left to answer.
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw badBody('The body is not JSON.');
  }
}

function tooLarge(maxBytes: number, headers?: Readonly<Record<string, string>>): Refusal {
  return new Refusal(413, 'REQUEST_TOO_LARGE', `The body must not be larger than ${maxBytes} bytes.`, headers);
}

function badBody(message: string): Refusal {
  return new Refusal(400, 'BAD_REQUEST', message);
}
