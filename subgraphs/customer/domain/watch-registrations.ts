import { systemTimers, type CancelTimer, type Timers } from '@reelhouse/clock';
import type { Sql } from '@reelhouse/database';
import type { Logger } from '@reelhouse/logging';
import type { Watch } from '@reelhouse/subgraph';
import { openRegistrations } from '../store/registration.ts';

/** How long after a failure it is tried again, in seconds. */
const patience = 1;

/** How often it is looked without being told, in seconds: what is told may be lost with a connection. */
const round = 30;

/** How many are under way at once. */
const atOnce = 8;

/**
 * Finishes registrations, those that are open and those that come, in every process; each is finished once. One that cannot
 * be finished yet is tried again, and keeps no other from it.
 *
 * @param finish finishes one; throws if that cannot be done yet.
 */
export function watchRegistrations(
  sql: Sql,
  finish: (registrationId: number) => Promise<void>,
  log: Logger,
  timers: Timers = systemTimers,
): Watch {
  let stopped = false;
  let wanted = false;
  let working: Promise<void> | undefined;
  let cancel: CancelTimer = () => {};

  function look(): void {
    wanted = true;
    if (!stopped) working ??= work();
  }

  async function work(): Promise<void> {
    cancel();
    let complete = true;
    while (wanted && !stopped) {
      wanted = false;
      complete = await finishAll().catch(failed);
    }
    working = undefined;
    if (!stopped) cancel = timers.after(complete ? round : patience, look);
  }

  async function finishAll(): Promise<boolean> {
    let complete = true;
    for (let ids = await openRegistrations(sql, 0, atOnce); ids.length > 0 && !stopped;) {
      const results = await Promise.all(ids.map((id) => finish(id).then(() => true, failed)));
      complete &&= results.every((finished) => finished);
      ids = await openRegistrations(sql, Math.max(...ids), atOnce);
    }
    return complete;
  }

  function failed(error: unknown): false {
    log.warn({ err: error }, 'a registration could not be finished yet');
    return false;
  }

  const listening = sql.listen('customer_registrations', look, look).catch((error: unknown) => {
    log.warn({ err: error }, 'registrations cannot be heard; they are looked for');
    return undefined;
  });
  look();
  return {
    async stop() {
      stopped = true;
      cancel();
      await working;
      await (await listening)?.unlisten().catch(() => undefined); // the connection may be lost already
    },
  };
}
