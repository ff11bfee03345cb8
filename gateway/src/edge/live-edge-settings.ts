import { StartupError } from '@reelhouse/config';
import type { Logger } from '@reelhouse/logging';
import type { GatewayConfig } from '../config/config-shape.ts';
import { namedEdgeSettings } from '../config/edge-settings-from.ts';
import { settingDifferences } from '../config/setting-differences.ts';
import { WatchedFile } from '../live-schema/watched-file.ts';
import type { EdgeSettings } from './edge-settings.ts';

/** One version of the configuration file. */
export interface ConfigVersion {
  /** All that it says. */
  readonly config: GatewayConfig;
  readonly settings: EdgeSettings;
  /** The path of the folder of manifests of registered operations; undefined if there is none. */
  readonly manifests: string | undefined;
}

/** A configuration file that is followed. */
export interface FollowedConfig {
  readonly file: string;
  /** What stood in it when it was read first. */
  readonly text: string;
  /**
   * Reads what stands in it now.
   *
   * @throws {StartupError} with a line for each mistake.
   */
  readonly read: (text: string) => ConfigVersion;
}

/** How settings are replaced. */
export interface LiveEdgeOptions {
  /** What holds at first. */
  readonly first: ConfigVersion;
  /** Where others come from; without it there are none. */
  readonly followed?: FollowedConfig | undefined;
  /**
   * Called with each version before it holds, also if only what it names may have changed. It has to end by itself; what it throws
   * refuses the version.
   */
  readonly prepare?: ((next: ConfigVersion) => Promise<void>) | undefined;
  readonly log: Logger;
}

/** What holds as soon as it is read, beside the limits of rates. All else needs a restart. */
const live = new Set(['introspection', 'maxBodyBytes', 'costShownTo', 'limits', 'registeredOperations', 'rateLimits']);

/**
 * What is decided at the edge, as the configuration file says it at the moment: when the file changes it is read again, and
 * holds as a whole, or, with a mistake anywhere in it, not at all. Of several versions that come while one is prepared only the last
 * counts.
 */
export class LiveEdgeSettings {
  readonly #first: ConfigVersion;
  readonly #prepare: LiveEdgeOptions['prepare'];
  readonly #log: Logger;
  readonly #watched: WatchedFile | undefined;
  readonly #listeners: ((settings: EdgeSettings) => void)[] = [];
  #held: ConfigVersion;
  #refused = false;
  #isClosed = false;
  #offered: (() => ConfigVersion) | undefined;
  #working: Promise<void> | undefined;

  constructor({ first, followed, prepare, log }: LiveEdgeOptions) {
    this.#first = first;
    this.#held = first;
    this.#prepare = prepare;
    this.#log = log;
    this.#watched =
      followed &&
      new WatchedFile(followed.file, followed.text, log, {
        onText: (text) => this.#offer(() => followed.read(text)),
        onUnreadable: (reason) => this.#offer(() => unreadable(reason)),
      });
  }

  /** What holds now. It never changes by itself: another one is put in its place. */
  get current(): EdgeSettings {
    return this.#held.settings;
  }

  /** Whether the version of the file that came last does not hold. */
  get refused(): boolean {
    return this.#refused;
  }

  /** Calls a listener, which may not throw, whenever other settings hold. */
  onChange(listener: (settings: EdgeSettings) => void): void {
    this.#listeners.push(listener);
  }

  /** Begins to follow the file; what changed since it was read is taken. */
  async start(): Promise<void> {
    await this.#watched?.start();
  }

  /** Reads the file now, also where it is on a file system that tells of no change, and prepares it anew. */
  readAgain(): void {
    this.#watched?.readAgain();
  }

  /** Follows the file no more; what is being prepared does not hold any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#offered = undefined;
    await this.#watched?.close();
    await this.#working;
  }

  #offer(read: () => ConfigVersion): void {
    if (this.#isClosed) return;
    this.#offered = read;
    this.#working ??= this.#work();
  }

  async #work(): Promise<void> {
    for (let read = this.#next(); read; read = this.#next()) await this.#attempt(read);
    this.#working = undefined;
  }

  #next(): (() => ConfigVersion) | undefined {
    const read = this.#offered;
    this.#offered = undefined;
    return read;
  }

  async #attempt(read: () => ConfigVersion): Promise<void> {
    let next: ConfigVersion;
    try {
      next = read();
      await this.#prepare?.(next);
    } catch (error) {
      if (!this.#isClosed) this.#refuse(error);
      return;
    }
    if (!this.#isClosed) this.#replace(next);
  }

  #replace(next: ConfigVersion): void {
    const named = ({ settings, manifests }: ConfigVersion) => ({
      ...namedEdgeSettings(settings),
      'registeredOperations.manifests': manifests,
    });
    const changed = settingDifferences(named(this.#held), named(next));
    this.#held = next;
    this.#refused = false;
    if (changed.length > 0) this.#log.info({ changed }, 'the settings were replaced');
    else this.#log.info('the configuration file was read again: no setting that can be replaced has changed');
    const settings = settingDifferences(fixedSettings(this.#first), fixedSettings(next));
    if (settings.length > 0) this.#log.warn({ settings }, 'settings that have changed hold after a restart only');
    if (changed.length > 0) for (const listener of this.#listeners) listener(next.settings);
  }

  #refuse(error: unknown): void {
    this.#refused = true;
    const reason = error instanceof Error ? error.message : String(error);
    // What the operator has to put right needs no stack; anything else is a fault of ours.
    const fault = error instanceof StartupError ? {} : { err: error };
    this.#log.error({ reason, ...fault }, 'the configuration file is refused; the settings before hold on');
  }
}

function fixedSettings({ config }: ConfigVersion): object {
  const fixed = Object.entries(config).filter(([name]) => !live.has(name));
  return { ...Object.fromEntries(fixed), 'rateLimits.redis': config.rateLimits?.redis };
}

function unreadable(reason: string): never {
  throw new StartupError(reason);
}
