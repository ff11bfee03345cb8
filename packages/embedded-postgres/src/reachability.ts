import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { ServerUser } from './server-user.ts';

/** Prints the first of its arguments that may not be entered or executed. The system judges: modes, ACLs and mounts count. */
const script = 'for path; do if ! test -x "$path"; then printf %s "$path"; exit; fi; done';

/**
 * The first folder on the way to `path`, from the root down and with `path` itself, that the user may not enter (or, if
 * `path` is a program, not execute); `undefined` if the user gets there. The path must be absolute and exist.
 */
export async function findUnreachable(path: string, user: ServerUser): Promise<string | undefined> {
  const way = [path];
  for (let folder = dirname(path); folder !== way[0]; folder = dirname(folder)) way.unshift(folder);
  const { stdout } = await promisify(execFile)('/bin/sh', ['-c', script, 'sh', ...way], { ...user, cwd: '/' });
  return stdout === '' ? undefined : stdout;
}
