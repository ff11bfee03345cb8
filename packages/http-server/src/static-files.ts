import { readdir, readFile, stat } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import type { RouteAnswer } from './options.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** A name such as `chunk-2OVBIND4.js` changes with its content. */
const hashedName = /-[A-Z0-9]{8}\.\w+$/;

interface StaticFile {
  readonly location: string;
  readonly tag: string;
}

/** The files below a directory, as they were when it was read: no path can lead out of a list. */
export class StaticFiles {
  readonly #files: ReadonlyMap<string, StaticFile>;

  private constructor(files: ReadonlyMap<string, StaticFile>) {
    this.#files = files;
  }

  /** Lists the files below `directory` that have a known content type. */
  static async of(directory: string): Promise<StaticFiles> {
    const entries = await readdir(directory, { recursive: true, withFileTypes: true });
    const known = entries.filter((entry) => entry.isFile() && contentTypes[extname(entry.name)]);
    const files = await Promise.all(
      known.map(async (entry): Promise<[string, StaticFile]> => {
        const location = join(entry.parentPath, entry.name);
        const { size, mtimeMs } = await stat(location);
        const name = relative(directory, location).split(sep).join('/');
        return [name, { location, tag: `W/"${size}-${Math.trunc(mtimeMs)}"` }];
      }),
    );
    return new StaticFiles(new Map(files));
  }

  /**
   * The answer for one file.
   *
   * @param name its path below the directory, with slashes.
   * @returns undefined if there is none; 304 without a body if the client has it.
   */
  async answer(name: string, headers: IncomingHttpHeaders): Promise<RouteAnswer | undefined> {
    const file = this.#files.get(name);
    if (!file) return undefined;
    const caching = {
      etag: file.tag,
      'cache-control': hashedName.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
    };
    if (headers['if-none-match'] === file.tag) return { status: 304, headers: caching, body: '' };
    const type = contentTypes[extname(name)] ?? 'application/octet-stream';
    return { status: 200, headers: { ...caching, 'content-type': type }, body: await readFile(file.location) };
  }
}
