import { DeliverPolicy, type Consumer, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream';
import type { LogEntry, RangeOptions, ReadOptions } from './event-bus.ts';
import type { NatsSession } from './nats-bus.ts';
import { streamName } from './nats-stream.ts';
import { unless } from './unless.ts';

/** For how long a request for messages stands, in milliseconds. */
const longPollMs = 30_000;

/** The same for messages that are there already; one that was removed meanwhile is not waited for any longer. */
const rangePollMs = 5000;

/**
 * Reads a stream through an ordered consumer, which JetStream keeps for this reading only: it checks that nothing is left
 * out, and the next reading begins where the database says. What has arrived is given at once, never more than was asked
 * for is on its way.
 */
export async function* readStream(
  session: NatsSession,
  owner: string,
  options: ReadOptions,
): AsyncIterable<readonly LogEntry[]> {
  const { limit, signal } = options;
  const consumer = await orderedConsumer(session, owner, options);
  try {
    while (!signal.aborted) {
      const messages = await consumer.fetch({ max_messages: limit, expires: longPollMs });
      yield* inBatches(messages, signal);
    }
  } finally {
    forget(consumer);
  }
}

/** Reads a stream as `readStream` does, up to a sequence: JetStream says how much of it there is. */
export async function* readRange(
  session: NatsSession,
  owner: string,
  options: RangeOptions,
): AsyncIterable<readonly LogEntry[]> {
  const { after, upTo, limit, signal } = options;
  if (after >= upTo) return;
  const consumer = await orderedConsumer(session, owner, options);
  try {
    let place = after;
    while (place < upTo && !signal.aborted) {
      const { num_pending: left } = await unless(signal, consumer.info(), 'lost NATS');
      if (left === 0) return;
      const wanted = Math.min(limit, left, upTo - place);
      const messages = await consumer.fetch({ max_messages: wanted, expires: rangePollMs });
      for await (const entries of inBatches(messages, signal)) {
        place = entries.at(-1)?.sequence ?? place;
        yield entries.filter(({ sequence }) => sequence <= upTo);
      }
    }
  } finally {
    forget(consumer);
  }
}

function orderedConsumer(
  { js, prefix }: NatsSession,
  owner: string,
  { after, subjects }: ReadOptions,
): Promise<Consumer> {
  const [subject, ...others] = subjects;
  return js.consumers.get(streamName(prefix, owner), {
    deliver_policy: DeliverPolicy.StartSequence,
    opt_start_seq: after + 1,
    // Several filters need NATS 2.10.
    ...(subject !== undefined && others.length === 0 && { filter_subjects: `${prefix}.${subject}` }),
  });
}

/** Not waited for: NATS may be away. It goes by itself, later. */
function forget(consumer: Consumer): void {
  void consumer.delete().catch(() => undefined);
}

async function* inBatches(messages: ConsumerMessages, signal: AbortSignal): AsyncIterable<readonly LogEntry[]> {
  const stop = () => messages.stop();
  const isOver = () => signal.aborted;
  signal.addEventListener('abort', stop, { once: true });
  try {
    let batch: LogEntry[] = [];
    for await (const message of messages) {
      batch.push(toEntry(message));
      if (messages.getPending() > 0) continue;
      if (isOver()) return;
      yield batch;
      batch = [];
    }
    if (batch.length > 0 && !isOver()) yield batch;
  } finally {
    signal.removeEventListener('abort', stop);
    messages.stop();
  }
}

function toEntry(message: JsMsg): LogEntry {
  const eventId = message.headers?.get('Nats-Msg-Id');
  return {
    sequence: message.seq,
    eventId: eventId === undefined || eventId === '' ? `${message.subject} ${message.seq}` : eventId,
    content: contentOf(message),
  };
}

function contentOf(message: JsMsg): unknown {
  try {
    return message.json<unknown>();
  } catch {
    return message.string();
  }
}
