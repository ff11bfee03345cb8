import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { Refusal } from './refusal.ts';

const decoders = { gzip: promisify(gunzip), br: promisify(brotliDecompress), deflate: promisify(inflate) };

/** A coding of requests that is taken. */
export type RequestCoding = keyof typeof decoders;

const taken = Object.keys(decoders).join(', ');

/**
 * The coding that the body of a request is in; undefined if it is sent as it is.
 *
 * @throws {Refusal} 415 for any other, and for several on top of each other.
 */
export function codingOf({ headers }: IncomingMessage): RequestCoding | undefined {
  const named = headers['content-encoding']?.trim().toLowerCase() ?? '';
  if (named === '' || named === 'identity') return undefined;
  const coding = named === 'x-gzip' ? 'gzip' : named;
  if (isTaken(coding)) return coding;
  throw new Refusal(415, 'BAD_REQUEST', `The body must be sent as it is, or in one of these codings: ${taken}.`, {
    'accept-encoding': taken,
  });
}

/**
 * Takes a body out of its coding. A few bytes can stand for gigabytes: no more is inflated than a body may have.
 *
 * @returns undefined if it is larger than `maxBytes`.
 * @throws {Refusal} 400 for what is not in the coding.
 */
export async function decoded(body: Buffer, coding: RequestCoding, maxBytes: number): Promise<Buffer | undefined> {
  try {
    return await decoders[coding](body, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return undefined;
    throw new Refusal(400, 'BAD_REQUEST', `The body is not ${coding}, as its content-encoding says.`);
  }
}

function isTaken(coding: string): coding is RequestCoding {
  return Object.hasOwn(decoders, coding);
}
