import { systemTimers, type CancelTimer, type Timers } from '@reelhouse/clock';
import type { Sql } from '@reelhouse/database';
import type { Logger } from '@reelhouse/logging';
import { z } from 'zod';

/** What has changed of the catalogue, as its tables tell; nothing in it means that anything may have. */
export interface FilmChange {
  /** The ids of films. */
  readonly films?: readonly number[] | undefined;
  /** Which films have which actors, or which categories. */
  readonly lists?: true | undefined;
  /** The ids of stores, on whose shelves films are or are not. */
  readonly stores?: readonly number[] | undefined;
}

const filmChange = z.object({
  films: z.array(z.int()).optional(),
  lists: z.literal(true).optional(),
  stores: z.array(z.int()).optional(),
});

/** How long after a failure to begin it is tried again, in seconds. */
const patience = 1;

/**
 * Listens to what the tables tell of their changes, on a connection of its own. What happened while nobody listened is told
 * as `{}`: at the beginning, and after the connection was lost.
 *
 * @param onChange called after the change was committed.
 * @returns what ends it.
 */
export function watchFilms(
  sql: Sql,
  onChange: (change: FilmChange) => void,
  log: Logger,
  timers: Timers = systemTimers,
): { stop(): Promise<void> } {
  let stopped = false;
  let cancelRetry: CancelTimer = () => {};

  async function begin(): Promise<(() => Promise<void>) | undefined> {
    try {
      const request = await sql.listen(
        'film_changes',
        (payload) => onChange(parseChange(payload)),
        () => onChange({}),
      );
      return () => request.unlisten();
    } catch (error) {
      log.warn({ err: error }, 'changes of films cannot be heard; what is cached may be as old as it may get');
      if (!stopped) cancelRetry = timers.after(patience, () => void (listening = begin()));
      return undefined;
    }
  }

  let listening = begin();
  return {
    async stop() {
      stopped = true;
      cancelRetry();
      const unlisten = await listening;
      await unlisten?.().catch(() => undefined); // the connection may be lost already
    },
  };
}

function parseChange(payload: string): FilmChange {
  try {
    return filmChange.parse(JSON.parse(payload));
  } catch {
    // From a release that tells more.
    return {};
  }
}
