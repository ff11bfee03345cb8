import { isIP } from 'node:net';
import { Instance, nameOf, type InstanceOptions } from './instance.ts';
import type { Endpoint, ResolveHost, ResolvedHost } from './resolve-host.ts';

/** A name is not asked for more often than this, in milliseconds, however short its TTL and however much fails. */
const shortest = 1000;
/** And not less often than this, whatever its TTL. */
const longest = 60_000;

/**
 * The instances behind one URL. They are looked up when there is something to send and what is known has become old;
 * until there is news, and if there is none, what is known holds. There is no timer.
 */
export class Discovery {
  /** Replaced as a whole when it changes. */
  instances: readonly Instance[] = [];
  readonly #url: URL;
  readonly #options: InstanceOptions;
  readonly #resolve: ResolveHost;
  readonly #retiring = new Set<Instance>();
  readonly #isFixed: boolean;
  #lookup: Promise<void> | undefined;
  #askedAt = -Infinity;
  #validUntil = -Infinity;
  #stopped = false;

  constructor(url: URL, resolve: ResolveHost, options: InstanceOptions) {
    this.#url = url;
    this.#resolve = resolve;
    this.#options = options;
    const { hostname } = url;
    this.#isFixed = isIP(hostname.replaceAll(/[[\]]/g, '')) !== 0 || hostname === 'localhost';
    if (this.#isFixed) this.instances = [new Instance(url, undefined, options)];
  }

  /** Looks the name up again if that is due. @returns what is to be waited for, if no instance is known yet. */
  refresh(): Promise<void> | undefined {
    if (this.#isFixed || this.#stopped) return undefined;
    const now = this.#options.now();
    if (now >= this.#validUntil && now >= this.#askedAt + shortest && !this.#lookup) {
      this.#askedAt = now;
      this.#lookup = this.#look().finally(() => (this.#lookup = undefined));
    }
    return this.instances.length === 0 ? this.#lookup : undefined;
  }

  /** Says that an instance fails: it may have moved. */
  doubt(): void {
    this.#validUntil = -Infinity;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    const all = [...this.instances, ...this.#retiring];
    this.instances = [];
    await Promise.all(all.map((instance) => instance.destroy()));
  }

  async #look(): Promise<void> {
    let found: ResolvedHost;
    try {
      found = await this.#resolve(this.#url.hostname);
    } catch {
      return;
    }
    if (this.#stopped || found.endpoints.length === 0) return;
    this.#validUntil = this.#options.now() + Math.min(Math.max(found.ttlSeconds * 1000, shortest), longest);
    this.#take(found.endpoints);
  }

  #take(endpoints: readonly Endpoint[]): void {
    const known = new Map(this.instances.map((instance) => [instance.name, instance]));
    const next = new Map<string, Instance>();
    for (const endpoint of endpoints) {
      const name = nameOf(this.#url, endpoint);
      next.set(name, known.get(name) ?? new Instance(this.#url, endpoint, this.#options));
    }
    const gone = this.instances.filter(({ name }) => !next.has(name));
    if (gone.length > 0 || next.size !== known.size) this.instances = [...next.values()];
    for (const instance of gone) {
      this.#retiring.add(instance);
      instance.retire().then(
        () => this.#retiring.delete(instance),
        () => this.#retiring.delete(instance),
      );
    }
  }
}
