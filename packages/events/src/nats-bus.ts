import { jetstream, jetstreamManager, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import type { Logger } from '@reelhouse/logging';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { pause } from './alarm.ts';
import { defaultReconnect, delayForEver } from './backoff.ts';
import type { EventBus, LogPlace, RangeOptions, ReadOptions } from './event-bus.ts';
import type { EventMessage } from './event-message.ts';
import { keepListening } from './forgotten-socket.ts';
import { appendToStream } from './nats-append.ts';
import { offerOnNats, requestOnNats } from './nats-offer.ts';
import { readRange, readStream } from './nats-read.ts';
import { ensureStream, streamName } from './nats-stream.ts';
import { unless } from './unless.ts';

/** How to reach NATS. */
export interface NatsBusOptions {
  /** One or more servers: `nats://host:4222`, separated by commas; user and password may be in it. */
  readonly url: string;
  /**
   * Stands before every subject and stream, so that several databases can share a NATS: usually the database's name.
   * What is neither a letter, a digit, `-` nor `_` in it becomes `_`.
   */
  readonly prefix: string;
  readonly log: Logger;
}

/** How long something waits for the first connection, in milliseconds, before it is tried again. */
const longestWaitMs = 1000;

/** A connection to JetStream, once there is one. */
export interface NatsSession {
  readonly connection: NatsConnection;
  readonly js: JetStreamClient;
  readonly jsm: JetStreamManager;
  readonly prefix: string;
}

/**
 * A bus on NATS JetStream, 2.9 or newer: a stream `<prefix>_<owner>` for each owner, with the subjects `<prefix>.<owner>.>`,
 * made when it is first used. NATS need not be there yet: what needs it fails until it is; and when it goes away, it is
 * looked for again for ever.
 */
export function openNatsBus({ url, prefix, log }: NatsBusOptions): EventBus {
  const safePrefix = prefix.replaceAll(/[^\w-]/g, '_');
  const closing = new AbortController();
  let connected = new AbortController();
  const lastSequences = new Map<string, number>();
  let session: NatsSession | undefined;
  let isConnected = false;
  let interruptions = 0;
  const opening = open();

  /** Tries until there is a connection, or the bus is closed. */
  async function open(): Promise<void> {
    for (let failures = 1; !closing.signal.aborted; failures += 1) {
      try {
        const connection = await connect({
          servers: url.split(','),
          name: 'reelhouse',
          maxReconnectAttempts: -1,
          reconnectTimeWait: 500,
          pingInterval: 10_000,
          ignoreAuthErrorAbort: true,
        });
        isConnected = true;
        keepListening(connection);
        void watch(connection);
        const jsm = await jetstreamManager(connection, { checkAPI: false });
        session = { connection, js: jetstream(connection), jsm, prefix: safePrefix };
        return;
      } catch (error) {
        log.warn({ err: error }, 'no NATS yet');
        await pause(delayForEver(defaultReconnect, failures), closing.signal);
      }
    }
  }

  async function watch(connection: NatsConnection): Promise<void> {
    for await (const { type } of connection.status()) {
      if (type === 'disconnect') {
        log.warn('lost NATS');
        isConnected = false;
        interruptions += 1;
        lastSequences.clear();
        connected.abort();
        connected = new AbortController();
      } else if (type === 'reconnect') {
        log.info('found NATS again');
        keepListening(connection);
        isConnected = true;
      }
    }
  }

  /** Waits for a moment only: whoever is told to stop must not wait for a NATS that may never come. */
  async function ready(): Promise<NatsSession> {
    if (!session) await Promise.race([opening, pause(longestWaitMs, closing.signal)]);
    if (closing.signal.aborted) throw new Error('the bus is closed');
    if (!session) throw new Error('no NATS yet');
    return session;
  }

  /** A request that was under way when the connection was lost is not answered any more. */
  async function ask<Answer>(request: (nats: NatsSession) => Promise<Answer>): Promise<Answer> {
    const nats = await ready();
    return unless(connected.signal, request(nats), 'lost NATS');
  }

  return {
    async append(owner: string, events: readonly EventMessage[]) {
      const last =
        lastSequences.get(owner) ?? (await ask(({ jsm }) => ensureStream(jsm, safePrefix, owner))).state.last_seq;
      lastSequences.delete(owner);
      const { sequences, complete, error } = await ask((nats) => appendToStream(nats, events, last));
      const newest = sequences.at(-1);
      if (newest === undefined) throw error;
      if (complete) lastSequences.set(owner, newest);
      return sequences;
    },
    async holds(owner: string, { sequence, eventId }: LogPlace) {
      const { state } = await ask(({ jsm }) => ensureStream(jsm, safePrefix, owner));
      if (sequence < state.first_seq || sequence > state.last_seq) return false;
      const name = streamName(safePrefix, owner);
      const message = await ask(({ jsm }) => jsm.streams.getMessage(name, { seq: sequence }));
      return message?.header.get('Nats-Msg-Id') === eventId;
    },
    async *read(owner: string, options: ReadOptions) {
      const signal = AbortSignal.any([options.signal, connected.signal, closing.signal]);
      const nats = await ready();
      await ask(({ jsm }) => ensureStream(jsm, safePrefix, owner));
      yield* readStream(nats, owner, { ...options, signal });
    },
    async *range(owner: string, options: RangeOptions) {
      const signal = AbortSignal.any([options.signal, connected.signal, closing.signal]);
      const nats = await ready();
      await ask(({ jsm }) => ensureStream(jsm, safePrefix, owner));
      try {
        yield* readRange(nats, owner, { ...options, signal });
      } catch (error) {
        if (!options.signal.aborted) throw error;
      }
      if (signal.aborted && !options.signal.aborted) throw new Error('lost NATS');
    },
    async end(owner: string) {
      return (await ask(({ jsm }) => ensureStream(jsm, safePrefix, owner))).state.last_seq;
    },
    async pending(owner: string, after: number) {
      const { state } = await ask(({ jsm }) => ensureStream(jsm, safePrefix, owner));
      return Math.max(0, Math.min(state.messages, state.last_seq - after));
    },
    async offer(name, open) {
      if (session) offerOnNats(session, name, open, log);
      else void opening.then(() => session && offerOnNats(session, name, open, log));
    },
    async *request(name) {
      yield* requestOnNats(await ready(), name);
    },
    interruptions: () => interruptions,
    isReachable: () => isConnected,
    async close() {
      closing.abort();
      await opening;
      await session?.connection.close();
    },
  };
}
