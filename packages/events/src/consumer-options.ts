import type { Clock } from '@reelhouse/clock';
import type { Sql } from '@reelhouse/database';
import type { Logger } from '@reelhouse/logging';
import type { Backoff } from './backoff.ts';
import type { EventBus } from './event-bus.ts';
import type { EventHandler } from './event-handler.ts';
import type { SnapshotTarget } from './snapshot.ts';

/** What a consumer works with. */
export interface ConsumerOptions {
  readonly bus: EventBus;
  /** Connections as the role of the consuming subgraph; `inbox` is in its schema. Two more are opened per owner. */
  readonly sql: Sql;
  /** The consumer's name, for ever: by it the database knows what it has received. */
  readonly consumer: string;
  readonly handlers: readonly EventHandler[];
  readonly clock: Clock;
  readonly log: Logger;
  /** How often a failed event is tried again, and when; then it is a dead letter. */
  readonly retry?: Backoff;
  /**
   * The snapshots that the consumer is filled from, by owner: when it is new, and whenever the owner's dataset is
   * replaced. Without one it begins with the oldest event that there is.
   */
  readonly snapshots?: Readonly<Record<string, SnapshotTarget>>;
  /** How many events are handled in one transaction at most; 100 unless told. */
  readonly batch?: number;
  /** How often another process tries to take over, in milliseconds; 1 second unless told. */
  readonly takeOverMs?: number;
}

/** What the handling of one owner's events needs. */
export interface ReaderOptions extends Omit<ConsumerOptions, 'handlers'> {
  readonly owner: string;
  /** Those of the owner's events. */
  readonly handlers: readonly EventHandler[];
  readonly retry: Backoff;
}
