import type { ConsumerOptions, EventDefinition, SnapshotOffer } from '@reelhouse/events';
import type { Job } from '@reelhouse/jobs';
import type { Logger } from '@reelhouse/logging';
import type { SubgraphServices } from './define-subgraph.ts';

/** Rows of a subgraph that others may build read models from. */
export type OfferedSnapshot = Pick<SnapshotOffer, 'name' | 'read'>;

/** What a subgraph does about the events of others. */
export type SubgraphConsumer = Pick<ConsumerOptions, 'consumer' | 'handlers' | 'retry' | 'snapshots'>;

/** Something that goes on as long as the process. */
export interface Watch {
  stop(): Promise<void>;
}

/** What a subgraph does without being asked. */
export interface SubgraphWork {
  /** The events that it publishes. */
  readonly events?: readonly EventDefinition[];
  readonly snapshots?: readonly OfferedSnapshot[];
  readonly consumers?: (services: SubgraphServices) => readonly SubgraphConsumer[];
  /** What it does regularly, beside the housekeeping that every subgraph does. */
  readonly jobs?: (services: SubgraphServices) => readonly Job[];
  /** Begins to watch its own tables, in every process: for what it keeps of them in its cache. */
  readonly watch?: (services: SubgraphServices, log: Logger) => Watch;
}
