import { watch, type FSWatcher } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Logger } from '@reelhouse/logging';
import { linkedFolders, type LinkedFolders } from './linked-folders.ts';

/** Editors and copying take several steps for one change; a change is over when nothing happened for so long. */
const settledAfter = 100;

/** Who is told of changes. */
export interface FileListener {
  /** @param text the new content. */
  onText(text: string): void;
  /** @param reason why the file cannot be read. */
  onUnreadable(reason: string): void;
}

/**
 * Watches a file, by its folder: editors and Kubernetes replace a file, or a link to it, and do not write into it. Network
 * file systems tell of no change; there `readAgain` is left.
 */
export class WatchedFile {
  readonly #file: string;
  readonly #listener: FileListener;
  readonly #log: Logger;
  #text: string | undefined;
  #watchers: readonly FSWatcher[] = [];
  readonly #closing = new AbortController();
  #settled: NodeJS.Timeout | undefined;
  #reading: Promise<void> = Promise.resolve();

  /**
   * @param text the content that is known, so that only another one is told; from here on it is asked for.
   */
  constructor(file: string, text: string, log: Logger, listener: FileListener) {
    this.#file = file;
    this.#text = text;
    this.#log = log;
    this.#listener = listener;
  }

  /** Begins to watch; what changed since the content was read is told. */
  async start(): Promise<void> {
    await this.#read(false);
  }

  /** Reads the file now, and tells its content also if it is the one that was told last. */
  readAgain(): void {
    if (!this.#isClosed()) this.#enqueue(true);
  }

  /** Tells nothing more. */
  async close(): Promise<void> {
    this.#closing.abort();
    clearTimeout(this.#settled);
    for (const watcher of this.#watchers) watcher.close();
    await this.#reading;
    for (const watcher of this.#watchers) watcher.close();
  }

  #enqueue(tellAnyway: boolean): void {
    this.#reading = this.#reading.then(() => this.#read(tellAnyway));
  }

  /** The folders are watched before the file is read, so that no change falls in between. */
  async #read(tellAnyway: boolean): Promise<void> {
    if (this.#isClosed()) return;
    this.#watch(await linkedFolders(this.#file));
    const text = await readFile(this.#file, 'utf8').catch((error: unknown) => {
      if (!this.#isClosed()) this.#listener.onUnreadable(`cannot read ${this.#file}: ${codeOf(error)}`);
      return undefined;
    });
    const isNew = text !== this.#text;
    this.#text = text;
    if (text === undefined || this.#isClosed()) return;
    if (isNew || tellAnyway) this.#listener.onText(text);
  }

  #watch(folders: LinkedFolders): void {
    const before = this.#watchers;
    this.#watchers = this.#isClosed()
      ? []
      : [...folders].flatMap(([folder, names]) => this.#watchFolder(folder, names));
    for (const watcher of before) watcher.close();
  }

  #watchFolder(folder: string, names: ReadonlySet<string>): FSWatcher[] {
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (name === null || names.has(name)) this.#changed();
      });
      watcher.on('error', (error) => {
        this.#log.warn({ err: error, folder }, 'a folder of the supergraph file cannot be watched any more');
        watcher.close();
      });
      return [watcher];
    } catch (error) {
      // A folder on the way is replaced at this moment, which is an event of the folder above it; or there are too many.
      this.#log.warn({ err: error, folder }, 'a folder of the supergraph file cannot be watched');
      return [];
    }
  }

  #isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  #changed(): void {
    clearTimeout(this.#settled);
    if (!this.#isClosed()) this.#settled = setTimeout(() => this.#enqueue(false), settledAfter);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
