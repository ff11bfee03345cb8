import { cp, lchown, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { programPath, type Binaries } from './binaries.ts';
import { hasCode } from './error-code.ts';
import { layoutOf } from './layout.ts';
import { repairLibraryLinks } from './library-links.ts';
import { findUnreachable } from './reachability.ts';
import type { ServerDirectory } from './server-directory.ts';
import type { ServerUser } from './server-user.ts';

/**
 * Programs that the server's account can run: the installed ones if it gets there, else a copy in the server's folder,
 * made once per version. Root's own folder, where nobody else may look, is where that happens.
 */
export async function makeReachable(installed: Binaries, directory: ServerDirectory): Promise<Binaries> {
  if (await isUsable(installed, directory.user)) return installed;
  const { programs } = layoutOf(directory.path);
  const copy = { ...installed, root: join(programs, installed.version, 'native') };
  if (await stat(copy.root).catch(() => undefined)) return copy;
  await rm(programs, { recursive: true, force: true });
  const incomplete = { ...installed, root: join(`${programs}.incomplete`, installed.version, 'native') };
  await copyTo(incomplete, installed, directory.user);
  await rename(`${programs}.incomplete`, programs);
  return copy;
}

async function isUsable(binaries: Binaries, user: ServerUser | undefined): Promise<boolean> {
  try {
    await repairLibraryLinks(binaries);
  } catch (error) {
    if (hasCode(error, 'EACCES', 'EPERM', 'EROFS')) return false;
    throw error;
  }
  return user === undefined || (await findUnreachable(programPath(binaries, 'postgres'), user)) === undefined;
}

async function copyTo(copy: Binaries, installed: Binaries, user: ServerUser | undefined): Promise<void> {
  const top = dirname(dirname(copy.root));
  await rm(top, { recursive: true, force: true });
  await mkdir(dirname(copy.root), { recursive: true });
  // Links are copied as they are, or they would lead back to the installed libraries; static libraries are for compilers.
  await cp(installed.root, copy.root, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !source.endsWith('.a'),
  });
  await repairLibraryLinks(copy);
  if (!user) return;
  await lchown(top, user.uid, user.gid);
  for (const entry of await readdir(top, { recursive: true })) await lchown(join(top, entry), user.uid, user.gid);
}
