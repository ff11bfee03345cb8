import { randomBytes, randomUUID } from 'node:crypto';
import { link, readFile, unlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { prepareHome } from './prepare-home.ts';

/** A secret of this machine, made when it is first asked for and kept in `REELHOUSE_HOME`. */
export async function keptSecret(home: string): Promise<string> {
  const file = join(resolve(home), 'role-secret');
  await prepareHome(home);
  // Of processes that start at once one gives the file its name, whole; the others read what that one wrote.
  const mine = `${file}.${randomUUID()}`;
  await writeFile(mine, randomBytes(24).toString('base64url'), { mode: 0o600 });
  try {
    await link(mine, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await unlink(mine);
  }
  return readFile(file, 'utf8');
}
