import type { SubgraphResponse } from '../subgraph-transport.ts';
import { onDeparture } from './client-departure.ts';
import { copyJson } from './copy-json.ts';

/** What everybody gets who has waited long enough. */
export interface Delivery {
  readonly response: SubgraphResponse;
  /** Whether there is no answer that could be taken. */
  readonly isFailed: boolean;
}

/** Why somebody no longer waits. */
export type Leave = 'late' | 'cancelled';

interface Listener {
  readonly resolve: (delivery: Delivery | Leave) => void;
  readonly timer: NodeJS.Timeout;
  readonly departure: Set<() => void> | undefined;
  readonly depart: (() => void) | undefined;
}

/** Those who wait for one answer. Each has a deadline and a client of its own, and gets a response of its own. */
export class Audience {
  readonly #listeners = new Set<Listener>();
  readonly #abandoned: (why: Leave) => void;

  /** @param abandoned called when the last one has left without an answer. */
  constructor(abandoned: (why: Leave) => void) {
    this.#abandoned = abandoned;
  }

  /**
   * Waits for the response.
   *
   * @param seconds after which it is too late.
   * @param signal aborted when the client goes away; without it nobody leaves but by the deadline.
   */
  join(seconds: number, signal?: AbortSignal): Promise<Delivery | Leave> {
    return new Promise((resolve) => {
      const depart = signal && (() => this.#leave(listener, 'cancelled'));
      const departure = signal && onDeparture(signal);
      const timer = setTimeout(() => this.#leave(listener, 'late'), seconds * 1000);
      const listener: Listener = { resolve, timer, departure, depart };
      if (depart) departure?.add(depart);
      this.#listeners.add(listener);
    });
  }

  /** Gives everybody the response: the first as it is, the others copies, since each may change it. */
  deliver(delivery: Delivery): void {
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    // Copies are made before the first, who may change the response, gets to run.
    for (const listener of listeners.slice(1)) {
      settle(listener, { ...delivery, response: copyJson(delivery.response) });
    }
    if (listeners[0]) settle(listeners[0], delivery);
  }

  #leave(listener: Listener, why: Leave): void {
    if (!this.#listeners.delete(listener)) return;
    settle(listener, why);
    if (this.#listeners.size === 0) this.#abandoned(why);
  }
}

function settle({ resolve, timer, departure, depart }: Listener, result: Delivery | Leave): void {
  clearTimeout(timer);
  if (depart) departure?.delete(depart);
  resolve(result);
}
