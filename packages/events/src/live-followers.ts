import type { Logger } from '@reelhouse/logging';
import type { LiveEvent } from './live-events.ts';

/** Somebody who follows subjects of an owner. */
export interface Follower {
  readonly subjects: ReadonlySet<string>;
  readonly listener: (event: LiveEvent) => void;
  /** The place after which events are given; infinite until it is certain. */
  position: number;
  /** Called when the log begins to be read, and when it does not follow any more. */
  wake?: () => void;
}

/** Those who follow one owner, by subject. */
export class LiveFollowers {
  readonly #bySubject = new Map<string, Set<Follower>>();
  readonly #all = new Set<Follower>();
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  get size(): number {
    return this.#all.size;
  }

  has(follower: Follower): boolean {
    return this.#all.has(follower);
  }

  add(follower: Follower): void {
    this.#all.add(follower);
    for (const subject of follower.subjects) {
      const others = this.#bySubject.get(subject);
      if (others) others.add(follower);
      else this.#bySubject.set(subject, new Set([follower]));
    }
  }

  delete(follower: Follower): void {
    if (!this.#all.delete(follower)) return;
    follower.wake?.();
    for (const subject of follower.subjects) {
      const others = this.#bySubject.get(subject);
      others?.delete(follower);
      if (others?.size === 0) this.#bySubject.delete(subject);
    }
  }

  clear(): void {
    for (const follower of this.#all) this.delete(follower);
  }

  wake(): void {
    for (const follower of this.#all) follower.wake?.();
  }

  /** Whoever has a position gets everything from now on: the log has other places. */
  forgetPlaces(): void {
    for (const follower of this.#all) if (follower.position !== Infinity) follower.position = 0;
  }

  /** Gives an event to those who follow its subject. Who stops meanwhile does not get it. */
  give(event: LiveEvent): void {
    for (const follower of this.#bySubject.get(event.subject) ?? []) {
      if (event.sequence <= follower.position) continue;
      try {
        follower.listener(event);
      } catch (error) {
        this.#log.error({ subject: event.subject, err: error }, 'a listener failed');
      }
    }
  }
}
