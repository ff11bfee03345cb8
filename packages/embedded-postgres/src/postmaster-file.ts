import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from './error-code.ts';

/** What a running server writes about itself into `postmaster.pid`; after a crash the file is still there. */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number;
  /** Whether it takes connections. */
  readonly ready: boolean;
}

/** Where the file is. */
export function postmasterFilePath(data: string): string {
  return join(data, 'postmaster.pid');
}

/** The file of a data directory; `undefined` if there is none, or not a complete one. */
export async function readPostmasterFile(data: string): Promise<PostmasterFile | undefined> {
  try {
    return parsePostmasterFile(await readFile(postmasterFilePath(data), 'utf8'));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** A line a fact: id, data directory, start, port, socket directory, address, shared memory, state. */
export function parsePostmasterFile(text: string): PostmasterFile | undefined {
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || !Number.isInteger(port) || pid <= 0 || port <= 0) return undefined;
  return { pid, port, ready: lines[7]?.trim() === 'ready' };
}
