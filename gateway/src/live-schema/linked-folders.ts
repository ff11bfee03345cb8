import { lstat, readlink } from 'node:fs/promises';
import { join, parse, resolve, sep } from 'node:path';

/** More links than this in a row are a circle, as for the system itself. */
const maxLinks = 40;

/** The names on the way to a file whose replacement replaces the file, by the folder that holds them. */
export type LinkedFolders = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Follows a path as the system does: the folder of the file itself, and of every symbolic link on the way to it. A file of
 * a Kubernetes config map is two links, and an update replaces the one in the middle.
 *
 * @param file which may be missing at the moment; then the result is the way as far as it leads.
 */
export async function linkedFolders(file: string): Promise<LinkedFolders> {
  const folders = new Map<string, Set<string>>();
  const note = (folder: string, name: string) => folders.set(folder, (folders.get(folder) ?? new Set()).add(name));
  let links = 0;
  let { folder, names } = split(resolve(file));
  for (let name = names.shift(); name !== undefined; name = names.shift()) {
    const path = join(folder, name);
    const target = await targetOf(path);
    if (target !== undefined) {
      note(folder, name);
      links += 1;
      if (links > maxLinks || target === 'missing') break;
      const rest = names;
      ({ folder, names } = split(resolve(folder, target.link, ...rest)));
    } else {
      if (names.length === 0) note(folder, name);
      folder = path;
    }
  }
  return folders;
}

function split(path: string): { folder: string; names: string[] } {
  const { root } = parse(path);
  return { folder: root, names: path.slice(root.length).split(sep).filter(Boolean) };
}

/** Where a link leads; undefined for what is no link. */
async function targetOf(path: string): Promise<{ readonly link: string } | 'missing' | undefined> {
  try {
    const found = await lstat(path);
    return found.isSymbolicLink() ? { link: await readlink(path) } : undefined;
  } catch {
    return 'missing';
  }
}
