import { createHash } from 'node:crypto';
import { getOperationAST, parse } from 'graphql';
import type { ClientRelease } from '@reelhouse/operation-manifest';

/** The id of a text. */
export const idOf = (body: string): string => createHash('sha256').update(body).digest('hex');

/** A release of a client that has registered these texts, each of one named operation. */
export function release(client: string, version: string, ...bodies: readonly string[]): ClientRelease {
  const operations = bodies.map((body) => {
    const operation = getOperationAST(parse(body))!;
    return { id: idOf(body), name: operation.name!.value, type: operation.operation, body };
  });
  return { client, release: version, manifest: { format: 'apollo-persisted-query-manifest', version: 1, operations } };
}
