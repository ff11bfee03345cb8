import type { Clock } from '@reelhouse/clock';
import { createLocalJWKSet, errors, type CryptoKey, type JSONWebKeySet, type JWSHeaderParameters } from 'jose';

/** Gets the public keys of an issuer. */
export type KeySource = () => Promise<JSONWebKeySet>;

/** Where keys come from, and who is told of them. */
export interface KnownKeysOptions {
  readonly source: KeySource;
  readonly clock: Clock;
  /** Called when they could not be had; those that are known are used on. */
  readonly failed?: ((error: unknown) => void) | undefined;
  /** Called when other keys came than those that were known. */
  readonly changed: () => void;
}

/** There never were any keys. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

/** A key that is not known is asked for no more often, in seconds. */
const cooldownSeconds = 10;

/** As long as there are no keys at all nobody can be let in: they are asked for more often, in seconds. */
const firstCooldownSeconds = 1;

/** Keys that were withdrawn are forgotten after this, in seconds. */
const maxAgeSeconds = 300;

/**
 * The public keys of an issuer. They are fetched when the first is needed, when one is needed that is not known, and when
 * they are old; what cannot be fetched changes nothing.
 */
export class KnownKeys {
  readonly #options: KnownKeysOptions;
  #keys: ReturnType<typeof createLocalJWKSet> | undefined;
  #text = '';
  #triedAt = -Infinity;
  #fetchedAt = -Infinity;
  #fetching: Promise<void> | undefined;

  constructor(options: KnownKeysOptions) {
    this.#options = options;
  }

  /**
   * The key that a token is signed with, by its header.
   *
   * @throws {KeysUnavailable} if there are no keys, and an error of jose if none of them is it.
   */
  async of(header: JWSHeaderParameters): Promise<CryptoKey> {
    if (!this.#keys) await this.#refresh(firstCooldownSeconds);
    else if (this.#seconds() - this.#fetchedAt >= maxAgeSeconds) void this.#refresh(cooldownSeconds);
    const known = this.#keys;
    if (!known) throw new KeysUnavailable('there are no keys to verify tokens by');
    try {
      return await known(header);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await this.#refresh(cooldownSeconds);
      if (this.#keys === known) throw error;
      return (this.#keys ?? known)(header);
    }
  }

  /** Fetches them, unless that was tried a moment ago; who comes meanwhile waits for the same. Never rejects. */
  #refresh(cooldown: number): Promise<void> {
    if (this.#fetching) return this.#fetching;
    if (this.#seconds() - this.#triedAt < cooldown) return Promise.resolve();
    this.#triedAt = this.#seconds();
    const fetching = this.#fetch().finally(() => (this.#fetching = undefined));
    this.#fetching = fetching;
    return fetching;
  }

  async #fetch(): Promise<void> {
    const { source, failed, changed } = this.#options;
    try {
      const set = await source();
      const text = JSON.stringify(set);
      if (text !== this.#text) {
        this.#keys = createLocalJWKSet(set);
        this.#text = text;
        changed();
      }
      this.#fetchedAt = this.#seconds();
    } catch (error) {
      failed?.(error);
    }
  }

  #seconds(): number {
    return this.#options.clock.now().getTime() / 1000;
  }
}
