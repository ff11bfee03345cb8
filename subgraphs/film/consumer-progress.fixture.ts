import { EventEmitter, once } from 'node:events';
import type { TestDatabase } from '@reelhouse/test-database';

/** What the consumers of the catalogue have come to. */
export interface ConsumerProgress {
  /** Waits until all events of the rental subgraph have been handled. */
  readonly through: () => Promise<void>;
}

/** Follows the consumers of the catalogue by what they write, with what they did on the way. */
export async function followConsumers({ sql }: TestDatabase): Promise<ConsumerProgress> {
  const moved = new EventEmitter();
  await sql.unsafe(`
    create function film.tell_of_consumers() returns trigger language plpgsql as 'begin notify consumers; return null; end';
    create trigger told after insert or update on film.consumer_position
      for each statement execute function film.tell_of_consumers();
    create trigger told after insert on film.waiting_event for each statement execute function film.tell_of_consumers();
  `);
  await sql.listen('consumers', () => moved.emit('moved'));

  /** It is asked whenever a consumer has come on, or has put an event aside. */
  async function until(condition: () => Promise<boolean>): Promise<void> {
    for (;;) {
      const next = once(moved, 'moved');
      if (await condition()) return;
      await next;
    }
  }

  return {
    through: () =>
      until(async () => {
        const [row] = await sql<{ through: boolean }[]>`
          select count(*) = 2 and bool_and(log_sequence = newest) as through
          from film.consumer_position, (
            select max(log_sequence) as newest, count(*) filter (where log_sequence is null) as unpublished
            from rental.outbox
          ) log
          where watermark is not null and unpublished = 0`;
        return row?.through ?? false;
      }),
  };
}
