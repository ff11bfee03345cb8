import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartupError } from '@reelhouse/config';
import { buildSchema } from 'graphql';
import { operationBreaks } from '../operation-breaks.ts';
import { parseManifest } from '../parse-manifest.ts';
import { generateManifest } from './generate-manifest.ts';
import { operationPaths } from './operation-paths.ts';

/**
 * Makes the manifest of a client's documents, if it can be served.
 *
 * @returns its text.
 * @throws {StartupError} with a line for each mistake in the documents, and for each of their operations that the API schema
 *   does not answer.
 */
export async function soundManifest(root: string, client: string): Promise<string> {
  const text = await generateManifest(root, client);
  const documents = `${operationPaths.clients}/${client}`;
  const { operations } = parseManifest(text, documents);
  const schema = buildSchema(await readFile(join(root, operationPaths.apiSchema), 'utf8'));
  const broken = operations.flatMap((operation) =>
    operationBreaks(schema, operation).map((message) => `${documents}: ${operation.name}: ${message}`),
  );
  if (broken.length > 0) throw new StartupError(broken.join('\n'));
  return text;
}
