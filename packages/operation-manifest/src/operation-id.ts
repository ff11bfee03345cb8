import { createHash } from 'node:crypto';

/** The id by which an operation is registered: the SHA-256 of its text, hexadecimal. */
export function operationId(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}
