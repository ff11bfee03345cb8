import { z } from 'zod';

/** What a manifest may be at most; Apollo's generator makes some hundred bytes of an operation. */
export const manifestBounds = { fileBytes: 8 * 1024 * 1024, operations: 5000, bodyLength: 65_536 } as const;

const id = 'expected the SHA-256 of the body, as 64 hexadecimal digits in lower case';
const name = 'expected the name of the operation, of at most 128 letters, digits and _';
const body = `expected the text of the operation, of 1 to ${manifestBounds.bodyLength} characters`;
const list = `expected a list of 1 to ${manifestBounds.operations} operations`;

const operationShape = z.object(
  {
    id: z.string(id).regex(/^[0-9a-f]{64}$/, id),
    name: z.string(name).regex(/^[_A-Za-z][_0-9A-Za-z]{0,127}$/, name),
    type: z.enum(['query', 'mutation', 'subscription'], 'expected query, mutation or subscription'),
    body: z.string(body).min(1, body).max(manifestBounds.bodyLength, body),
  },
  'expected an operation: { "id", "name", "type", "body" }',
);

/** The form of a manifest. What its parts have to do with each other is another matter. Other members are left out. */
export const manifestShape = z.object(
  {
    format: z.literal('apollo-persisted-query-manifest', 'expected "apollo-persisted-query-manifest"'),
    version: z.literal(1, 'expected 1'),
    operations: z.array(operationShape, list).min(1, list).max(manifestBounds.operations, list),
  },
  'expected a manifest: { "format", "version", "operations" }',
);
