import {
  DiscardPolicy,
  JetStreamApiError,
  RetentionPolicy,
  StorageType,
  type JetStreamManager,
  type StreamInfo,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';

const minute = 60_000;
const day = 24 * 60 * minute;

/**
 * How long events stay in JetStream. Longer than in the outbox (7 days), so that a relay finds its newest published event
 * there; shorter than in the inbox (30 days), so that a consumer can read all of it again.
 */
export const streamDays = 8;

/** For how long JetStream takes a repeated event for the same; after that, the inbox does. */
export const duplicateWindowMs = 10 * minute;

/** The name of an owner's stream. */
export function streamName(prefix: string, owner: string): string {
  return `${prefix}_${owner}`;
}

/**
 * The stream of an owner's events; made if it is not there. It is kept on disk, as long as `streamDays`. The settings of a
 * stream that is there are left as they are: replicas and limits of size are the operator's.
 */
export async function ensureStream(jsm: JetStreamManager, prefix: string, owner: string): Promise<StreamInfo> {
  const name = streamName(prefix, owner);
  try {
    return await jsm.streams.info(name);
  } catch (error) {
    if (!(error instanceof JetStreamApiError) || error.code !== streamNotFound) throw error;
  }
  return jsm.streams.add({
    name,
    description: `The events of ${owner}`,
    subjects: [`${prefix}.${owner}.>`],
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    discard: DiscardPolicy.Old,
    max_age: nanos(streamDays * day),
    duplicate_window: nanos(duplicateWindowMs),
  });
}

const streamNotFound = 10_059;
