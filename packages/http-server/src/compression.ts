import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib';
import Negotiator from 'negotiator';

/** A smaller body fits into one packet as it is. */
const smallest = 1024;

/**
 * What is larger is compressed in a thread beside the event loop. Below it the way there and back costs more than the work:
 * a request with an answer of 9 kB took 120 µs of CPU more than without compression, and takes 30 µs more at once.
 */
const smallestBeside = 32 * 1024;

const compressible = /^(text\/(?!event-stream)|image\/svg|application\/([\w.-]+\+)?(json|javascript|xml)\b)/;

/**
 * How bodies are compressed: the fastest quality of each. Brotli at quality 1 makes 1.5 kB of 13 kB of JSON in 33 µs of
 * CPU, gzip as much in 54 µs; quality 4 of Brotli saves another 300 bytes for six times the time, which over a network of
 * 100 Mbit/s is more than it saves. A window of 256 kB is that of a large answer, and needs a sixteenth of the memory.
 */
const codings = {
  async br(body: Uint8Array): Promise<Buffer> {
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 1,
      [constants.BROTLI_PARAM_LGWIN]: 18,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    };
    return body.length <= smallestBeside
      ? brotliCompressSync(body, { params })
      : promisify(brotliCompress)(body, { params });
  },
  async gzip(body: Uint8Array): Promise<Buffer> {
    return body.length <= smallestBeside ? gzipSync(body, { level: 1 }) : promisify(gzip)(body, { level: 1 });
  },
};

type Coding = keyof typeof codings;

const preferred: readonly Coding[] = ['br', 'gzip'];

/** Clients of a kind send one header: it is negotiated once. Bounded, because anybody can send another. */
const negotiated = new Map<string, Coding | undefined>();
const maxNegotiated = 100;

/** A body in the coding that its client wants. */
export interface CompressedBody {
  readonly coding: Coding;
  readonly body: Uint8Array;
}

/** Whether a body of this content type may be compressed, and so depends on `accept-encoding`. Streams never are. */
export function isCompressible(contentType: string | undefined): boolean {
  return contentType !== undefined && compressible.test(contentType);
}

/**
 * Compresses a body, a large one in a thread beside the event loop.
 *
 * @returns undefined if it is too small to gain from it, or the client takes it as it is only.
 */
export async function compress(
  body: string | Uint8Array,
  acceptEncoding: string | undefined,
): Promise<CompressedBody | undefined> {
  if (acceptEncoding === undefined || body.length < smallest) return undefined;
  const coding = codingFor(acceptEncoding);
  if (!coding) return undefined;
  return { coding, body: await codings[coding](typeof body === 'string' ? Buffer.from(body) : body) };
}

function codingFor(acceptEncoding: string): Coding | undefined {
  if (negotiated.has(acceptEncoding)) return negotiated.get(acceptEncoding);
  const negotiator = new Negotiator({ headers: { 'accept-encoding': acceptEncoding } });
  const wanted = negotiator.encoding([...preferred, 'identity'], { preferred });
  const coding = preferred.find((candidate) => candidate === wanted);
  if (negotiated.size < maxNegotiated) negotiated.set(acceptEncoding, coding);
  return coding;
}
