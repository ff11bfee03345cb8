import type { Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';

/** The text of a file, or `undefined` if there is no such file. */
export function readIfPresent(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: unknown) => undefinedIfMissing(error));
}

/** The entries of a folder; none if there is no such folder. */
export async function readdirIfPresent(path: string): Promise<Dirent[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => undefinedIfMissing(error));
  return entries ?? [];
}

function undefinedIfMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
