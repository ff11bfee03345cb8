import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { StartupError } from '@reelhouse/config';
import { configShape, keysAt, type GatewayConfig } from './config-shape.ts';
import { withEnvironment, type Located } from './environment-references.ts';
import { didYouMean } from './nearest-name.ts';

/**
 * Reads a configuration file, which is YAML or JSON.
 *
 * @param environment for `${NAME}` and `${NAME:-default}` in its strings.
 * @throws {StartupError} with a line for each mistake: `file: where it stands: what is expected there`.
 */
export async function readConfigFile(
  file: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<GatewayConfig> {
  return readConfigText(file, await configText(file), environment);
}

/**
 * Reads what stands in a configuration file.
 *
 * @param file for messages.
 * @throws {StartupError} as `readConfigFile`.
 */
export function readConfigText(
  file: string,
  text: string,
  environment: Readonly<Record<string, string | undefined>>,
): GatewayConfig {
  const problems: Located[] = [];
  const value = withEnvironment(parsed(file, text), environment, problems);
  // A file of comments has no settings, and no mistake.
  const result = configShape.safeParse(value ?? {});
  if (result.success && problems.length === 0) return result.data;
  const unreplaced = new Set(problems.map(({ path }) => path));
  for (const issue of result.error?.issues ?? []) {
    if (!unreplaced.has(issue.path.join('.'))) problems.push(...problemsOf(issue));
  }
  throw new StartupError(
    problems.map(({ path, message }) => [file, path, message].filter((part) => part !== '').join(': ')).join('\n'),
  );
}

/** @throws {StartupError} if it cannot be read. */
export async function configText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? `: ${String(error.code)}` : '';
    throw new StartupError(`--config: cannot read ${file}${code}`, { cause: error });
  }
}

/** JSON is YAML. Each mistake is named by its line and column; the text around it may hold a secret. */
function parsed(file: string, text: string): unknown {
  const document = parseDocument(text, { prettyErrors: true });
  const mistakes = [...document.errors, ...document.warnings].map(
    ({ message }) => `${file}: ${message.split('\n')[0]?.replace(/:$/, '') ?? ''}`,
  );
  if (mistakes.length > 0) throw new StartupError(mistakes.join('\n'));
  try {
    return document.toJS() as unknown;
  } catch (error) {
    throw new StartupError(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function problemsOf(issue: z.core.$ZodIssue): Located[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path.join('.'), message: issue.message }];
  return issue.keys.map((key) => ({
    path: [...issue.path, key].join('.'),
    message: `there is no such setting${didYouMean(key, keysAt(issue.path))}`,
  }));
}
