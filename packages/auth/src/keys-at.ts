import type { JSONWebKeySet } from 'jose';
import type { KeySource } from './known-keys.ts';

/** A set of keys is a few hundred bytes a key. */
const maxBytes = 64 * 1024;

const timeoutMilliseconds = 5000;

/**
 * Gets keys from where an issuer publishes them, such as `https://…/.well-known/jwks.json`.
 *
 * @throws (what is returned) if they do not come within 5 s, with status 200, as JSON of at most 64 kB.
 */
export function keysAt(url: string): KeySource {
  return async () => {
    const response = await fetch(url, {
      headers: { accept: 'application/json, application/jwk-set+json' },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new Error(`the keys were answered with status ${response.status}`);
    }
    return JSON.parse(await textOf(response)) as JSONWebKeySet;
  };
}

async function textOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new Error(`the keys are larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
