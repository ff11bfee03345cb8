import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { createLogger } from '@reelhouse/logging';
import { isInstalled, startNats, type TestNats } from '@reelhouse/test-servers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EventBus } from './event-bus.ts';
import type { EventMessage } from './event-message.ts';
import { openNatsBus } from './nats-bus.ts';
import { streamName } from './nats-stream.ts';

const log = createLogger({ name: 'test', level: 'silent' });

function event(id: string, payload: unknown = {}): EventMessage {
  const occurredAt = '2026-03-31T12:00:00Z';
  const aggregate = { aggregateType: 'rental', aggregateId: '1' };
  return { id, subject: 'rental.rental.stepped', version: 1, ...aggregate, occurredAt, payload, transactionId: '1' };
}

describe.skipIf(!isInstalled('nats-server'))('a list of events', () => {
  let nats: TestNats;
  beforeAll(async () => void (nats = await startNats()));
  afterAll(() => nats.dispose());

  let prefix: string;
  let number = 0;
  const buses: EventBus[] = [];
  beforeEach(() => void (prefix = `append-${(number += 1)}`));
  afterEach(() => Promise.all(buses.splice(0).map((bus) => bus.close())));

  function open(): EventBus {
    const bus = openNatsBus({ url: nats.url, prefix, log });
    buses.push(bus);
    return bus;
  }

  /** The ids in the log, which has this many entries at least. */
  async function logged(bus: EventBus, atLeast: number): Promise<string[]> {
    const ids: string[] = [];
    const { signal } = new AbortController();
    for await (const entries of bus.read('rental', { after: 0, subjects: [], limit: 10, signal })) {
      ids.push(...entries.map(({ eventId }) => eventId));
      if (ids.length >= atLeast) break;
    }
    return ids;
  }

  test('is refused after what a rival has appended, until its end is known again', async () => {
    const [one, rival] = [open(), open()];
    expect(await one.append('rental', [event('a')])).toEqual([1]);
    expect(await rival.append('rental', [event('b')])).toEqual([2]);
    // The first one still takes the log to end with its own event.
    await expect(one.append('rental', [event('c')])).rejects.toThrow('wrong last sequence');
    expect(await one.append('rental', [event('d')])).toEqual([3]);
    expect(await logged(one, 3)).toEqual(['a', 'b', 'd']);
  });

  test('is appended as far as nothing was refused: what comes after that is not taken before it', async () => {
    const connection = await connect({ servers: nats.url });
    const jsm = await jetstreamManager(connection);
    const name = streamName(prefix, 'rental');
    await jsm.streams.add({ name, subjects: [`${prefix}.rental.>`], max_msg_size: 1000 });
    const bus = open();
    const events = [event('a'), event('b', { text: 'x'.repeat(1000) }), event('c')];
    expect(await bus.append('rental', events)).toEqual([1]);
    expect((await jsm.streams.info(name)).state.messages).toBe(1);
    await jsm.streams.update(name, { max_msg_size: -1 });
    expect(await bus.append('rental', events.slice(1))).toEqual([2, 3]);
    expect(await logged(bus, 3)).toEqual(['a', 'b', 'c']);
    await connection.close();
  });

  test('that is repeated keeps its places', async () => {
    const bus = open();
    expect(await bus.append('rental', [event('a'), event('b')])).toEqual([1, 2]);
    expect(await bus.append('rental', [event('b'), event('c')])).toEqual([2]);
    expect(await bus.append('rental', [event('c')])).toEqual([3]);
    expect(await logged(bus, 3)).toEqual(['a', 'b', 'c']);
  });
});
