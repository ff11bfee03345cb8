import { systemTimers, type CancelTimer, type Clock, type Timers } from '@reelhouse/clock';
import type { Sql } from '@reelhouse/database';
import { recordEvents } from '@reelhouse/events';
import type { Logger } from '@reelhouse/logging';
import type { Watch } from '@reelhouse/subgraph';
import { customersRead, mostCustomersTold, type CustomersRead } from '../events.ts';
import type { Reader } from './access-policy.ts';

/** For how long reads are gathered before they are told, in seconds. */
const windowSeconds = 1;

/** Of how many members of the staff they are gathered at once; more are there only while nothing can be written. */
const mostReaders = 1000;

/** What one member of the staff has been given. */
interface Gathered extends Reader {
  readonly customerIds: Set<number>;
  /** Rows beyond those of the customers above. */
  further: number;
  readonly readAt: Date;
}

/**
 * Tells which customers' rows staff were given, for the record: one event for each member of the staff and second. The
 * answer never waits for it, and does not fail with it.
 *
 * What it holds is bounded: 100 customers of each of 1000 members of the staff; what is beyond is counted. What cannot be
 * written is tried again with what is gathered next. It is lost if the process is killed.
 */
export class PrivilegedReads {
  readonly #clock: Clock;
  #gathered = new Map<string, Gathered>();
  /** Rows given to members of the staff for whom there was no room. */
  #lost = 0;
  #begun: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Notes that somebody was given rows. It is told once this is watched. */
  record(reader: Reader, customerIds: readonly number[]): void {
    if (customerIds.length === 0) return;
    this.#gather({ ...reader, customerIds, further: 0, readAt: this.#clock.now() });
    this.#begun?.();
  }

  /**
   * Begins to tell, until it is stopped: then what is gathered is told at once.
   *
   * @param write writes all of them, or throws and has written none.
   */
  watch(write: (reads: readonly CustomersRead[]) => Promise<void>, log: Logger, timers: Timers = systemTimers): Watch {
    let cancel: CancelTimer | undefined;
    let writing = Promise.resolve();
    const tell = (): Promise<void> => (writing = writing.then(() => this.#tell(write, log)));
    const begin = (): void => {
      cancel ??= timers.after(windowSeconds, () => {
        cancel = undefined;
        void tell().then(() => {
          if (this.#begun && this.#gathered.size > 0) begin();
        });
      });
    };
    this.#begun = begin;
    if (this.#gathered.size > 0) begin();
    return {
      stop: async () => {
        this.#begun = undefined;
        cancel?.();
        await tell();
        if (this.#gathered.size > 0)
          log.error({ readers: this.#gathered.size }, 'reads of customers by staff are lost');
      },
    };
  }

  async #tell(write: (reads: readonly CustomersRead[]) => Promise<void>, log: Logger): Promise<void> {
    const taken = [...this.#gathered.values()];
    this.#gathered = new Map();
    if (this.#lost > 0) log.error({ rows: this.#lost }, 'reads of customers by staff are not on record');
    this.#lost = 0;
    if (taken.length === 0) return;
    try {
      await write(taken.map(toldOf));
    } catch (error) {
      log.warn({ err: error, readers: taken.length }, 'reads of customers by staff could not be put on record yet');
      const since = [...this.#gathered.values()];
      this.#gathered = new Map();
      for (const reads of [...taken, ...since]) this.#gather(reads);
    }
  }

  #gather({
    customerIds,
    further,
    readAt,
    ...reader
  }: Omit<Gathered, 'customerIds'> & { readonly customerIds: Iterable<number> }): void {
    const key = `${reader.staffId} ${reader.storeId}`;
    let gathered = this.#gathered.get(key);
    if (!gathered && this.#gathered.size < mostReaders) {
      gathered = { ...reader, customerIds: new Set(), further: 0, readAt };
      this.#gathered.set(key, gathered);
    }
    let beyond = further;
    for (const id of customerIds) {
      if (gathered?.customerIds.has(id)) continue;
      if (gathered && gathered.customerIds.size < mostCustomersTold) gathered.customerIds.add(id);
      else beyond += 1;
    }
    if (gathered) gathered.further += beyond;
    else this.#lost += beyond;
  }
}

function toldOf({ staffId, storeId, customerIds, further, readAt }: Gathered): CustomersRead {
  const ids = [...customerIds];
  return { staffId, storeId, customerIds: ids, count: ids.length + further, readAt: readAt.toISOString() };
}

/** Writes reads to the outbox, all of them or none. */
export function tellReads(sql: Sql): (reads: readonly CustomersRead[]) => Promise<void> {
  return async (reads) => {
    await sql.begin((tx) =>
      recordEvents(
        tx,
        customersRead,
        reads.map((payload) => ({
          aggregateId: payload.staffId,
          payload,
          occurredAt: new Date(payload.readAt),
        })),
      ),
    );
  };
}
