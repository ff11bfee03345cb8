import { networkOf } from '../network-of.ts';
import type { StreamOptions } from './stream-options.ts';

/** A connection that counts. */
export interface CountedConnection {
  /** Counts it for an identity too, once; false if that has as many as it may have. */
  identify(subject: string | undefined): boolean;
  /** To be called when the connection is gone; again does no harm. */
  release(): void;
}

/** Counts the connections with streams, of all transports together, by address and by identity. */
export class ConnectionLimits {
  readonly #perAddress: number;
  readonly #perIdentity: number;
  readonly #total: number;
  readonly #addresses = new Map<string, number>();
  readonly #identities = new Map<string, number>();
  #count = 0;

  constructor({ perAddress = 1000, perIdentity = 50, total = 20_000 }: StreamOptions) {
    this.#perAddress = perAddress;
    this.#perIdentity = perIdentity;
    this.#total = total;
  }

  /** How many there are, of how many addresses and identities. */
  get counts(): { readonly connections: number; readonly addresses: number; readonly identities: number } {
    return { connections: this.#count, addresses: this.#addresses.size, identities: this.#identities.size };
  }

  /** @returns undefined if there are as many as there may be. */
  take(address: string | undefined): CountedConnection | undefined {
    const network = networkOf(address ?? '');
    if (this.#count >= this.#total || !add(this.#addresses, network, this.#perAddress)) return undefined;
    this.#count++;
    let identity: string | undefined;
    let released = false;
    return {
      identify: (subject) => {
        if (subject === undefined || identity !== undefined) return true;
        if (released || !add(this.#identities, subject, this.#perIdentity)) return false;
        identity = subject;
        return true;
      },
      release: () => {
        if (released) return;
        released = true;
        this.#count--;
        remove(this.#addresses, network);
        if (identity !== undefined) remove(this.#identities, identity);
      },
    };
  }
}

function add(counts: Map<string, number>, key: string, most: number): boolean {
  const count = counts.get(key) ?? 0;
  if (count >= most) return false;
  counts.set(key, count + 1);
  return true;
}

function remove(counts: Map<string, number>, key: string): void {
  const count = counts.get(key) ?? 0;
  if (count > 1) counts.set(key, count - 1);
  else counts.delete(key);
}
