import type { CancelTimer, Clock, Timers } from '@reelhouse/clock';

/** Tells when the time of something has come; what expires at the same moment shares a timer. */
export class ExpiryTimes<Thing> {
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #expired: (thing: Thing) => void;
  readonly #moments = new Map<number, { readonly things: Set<Thing>; cancel: CancelTimer }>();

  constructor(clock: Clock, timers: Timers, expired: (thing: Thing) => void) {
    this.#clock = clock;
    this.#timers = timers;
    this.#expired = expired;
  }

  /** Whether a moment is over. @param at seconds since 1970. */
  isOver(at: number): boolean {
    return this.#secondsTo(at) <= 0;
  }

  add(thing: Thing, at: number): void {
    const moment = this.#moments.get(at);
    if (moment) moment.things.add(thing);
    else this.#moments.set(at, { things: new Set([thing]), cancel: this.#wait(at) });
  }

  remove(thing: Thing, at: number): void {
    const moment = this.#moments.get(at);
    if (!moment?.things.delete(thing) || moment.things.size > 0) return;
    moment.cancel();
    this.#moments.delete(at);
  }

  #wait(at: number): CancelTimer {
    return this.#timers.after(this.#secondsTo(at), () => this.#wake(at));
  }

  /** A timer wakes early if the moment is further away than a timer can wait, or the clock was set. */
  #wake(at: number): void {
    const moment = this.#moments.get(at);
    if (!moment) return;
    if (!this.isOver(at)) {
      moment.cancel = this.#wait(at);
      return;
    }
    this.#moments.delete(at);
    for (const thing of moment.things) this.#expired(thing);
  }

  #secondsTo(at: number): number {
    return at - this.#clock.now().getTime() / 1000;
  }
}
