import { EventEmitter, once } from 'node:events';
import type { TestDatabase } from '@reelhouse/test-database';

/** What happens in a database. */
export interface Writes {
  /** Waits until something is so. It is looked at whenever one of the tables was written to. */
  readonly until: (condition: () => Promise<boolean>) => Promise<void>;
}

/** Watches tables, given with their schemas, for as long as the database is there. */
export async function watchWrites({ sql }: TestDatabase, tables: readonly string[]): Promise<Writes> {
  const wrote = new EventEmitter().setMaxListeners(100);
  const triggers = tables.map(
    (table) =>
      `create trigger zz_told after insert or update or delete on ${table}
       for each statement execute function public.tell_wrote();`,
  );
  await sql.unsafe(
    `create function public.tell_wrote() returns trigger language plpgsql as 'begin notify wrote; return null; end';
     grant execute on function public.tell_wrote() to public;
     ${triggers.join('\n')}`,
  );
  await sql.listen('wrote', () => wrote.emit('wrote'));
  return {
    async until(condition) {
      for (;;) {
        const next = once(wrote, 'wrote');
        if (await condition()) return;
        await next;
      }
    },
  };
}
