import { ManualClock } from '@reelhouse/clock';
import type { LiveEvent, LiveEvents } from '@reelhouse/events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readableLog } from '../graph.fixture.ts';
import { RevokedSessions, sessionEndedSubject, type EndedSession } from './revoked-sessions.ts';

const start = '2026-03-01T10:00:00Z';
const moment = (seconds: number) => new Date(Date.parse(start) + seconds * 1000).toISOString();

/** A bus that a test takes away and gives back. */
class Bus implements LiveEvents {
  reachable = true;
  followed = 0;
  #listeners: ((event: LiveEvent) => void)[] = [];

  async follow(subjects: readonly string[], listener: (event: LiveEvent) => void) {
    this.followed += 1;
    if (!this.reachable) throw new Error('the events of identity cannot be reached');
    expect(subjects).toEqual([sessionEndedSubject]);
    this.#listeners.push(listener);
    return { position: 0, stop: () => void (this.#listeners = this.#listeners.filter((one) => one !== listener)) };
  }

  say(payload: Record<string, unknown>): void {
    const event = { id: '1', sequence: 1, subject: sessionEndedSubject, aggregateId: 's', occurredAt: start, payload };
    for (const listener of this.#listeners) listener(event);
  }

  get listeners(): number {
    return this.#listeners.length;
  }

  isReachable = (): boolean => this.reachable;
  replay = (): never => expect.fail('nothing is replayed');
  close = () => Promise.resolve();
}

let clock: ManualClock;
let bus: Bus;
let asked: string[];
let ended: EndedSession[];
let broken: boolean;
let opened: RevokedSessions[];
const { log, lines } = readableLog();

beforeEach(() => {
  clock = new ManualClock(start);
  bus = new Bus();
  [asked, ended, broken, opened] = [[], [], false, []];
  lines.length = 0;
});
afterEach(() => {
  for (const sessions of opened) sessions.stop();
});

async function fetchEnded(since: Date): Promise<readonly EndedSession[]> {
  asked.push(since.toISOString());
  if (broken) throw new Error('connect ECONNREFUSED');
  return ended.filter(({ endedAt }) => Date.parse(endedAt) >= since.getTime());
}

async function open(options: Partial<ConstructorParameters<typeof RevokedSessions>[0]> = {}) {
  const sessions = new RevokedSessions({ events: bus, fetchEnded, clock, timers: clock, log, ...options });
  opened.push(sessions);
  await sessions.start();
  return sessions;
}

/** Time passes a second at a time, and what is under way gets its turn. */
async function pass(seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 1) {
    clock.advance(1);
    await settled();
  }
}

const settled = () => new Promise<void>((resolve) => void setImmediate(resolve));
const messages = () => lines.flatMap(({ msg, level }) => (level === 'debug' || level === 20 ? [] : [msg]));

test('what ended before the start is asked for, as long as its tokens may live', async () => {
  ended = [
    { sessionId: 'old', endedAt: moment(-1199) },
    { sessionId: 'older', endedAt: moment(-1201) },
  ];
  const sessions = await open();
  expect(asked[0]).toBe(moment(-1200));
  expect([sessions.isEnded('old'), sessions.isEnded('older'), sessions.isEnded('other')]).toEqual([true, false, false]);
});

describe('while events arrive', () => {
  test('a session that ends is known at once, and told of once', async () => {
    const sessions = await open();
    const told: string[] = [];
    sessions.onEnded(() => {
      throw new Error('a listener that breaks');
    });
    const stop = sessions.onEnded((sessionId) => told.push(sessionId));
    bus.say({ sessionId: 'a', subject: 'customer:1', endedAt: start });
    bus.say({ sessionId: 'a', subject: 'customer:1', endedAt: start });
    expect(sessions.isEnded('a')).toBe(true);
    stop();
    bus.say({ sessionId: 'b', subject: 'customer:1', endedAt: start });
    expect(told).toEqual(['a']);
  });

  test('is asked every 30 s, with some overlap', async () => {
    await open();
    // Once at the start, and once when events begin to arrive.
    await pass(1);
    expect(asked).toEqual([moment(-1200), moment(-1199)]);
    await pass(29);
    expect(asked).toHaveLength(2);
    await pass(1);
    expect(asked.slice(2)).toEqual([moment(1 - 60)]);
    await pass(30);
    expect(asked.slice(3)).toEqual([moment(31 - 60)]);
  });

  test.each([[{}], [{ sessionId: 1, endedAt: start }], [{ sessionId: 'a' }]])('%j says nothing', async (payload) => {
    const sessions = await open();
    bus.say(payload);
    expect(sessions.size).toBe(0);
    expect(messages()).toContain('an event of an ended session does not say which');
  });
});

describe('while events do not arrive', () => {
  test('is asked every second', async () => {
    const sessions = await open();
    await pass(1);
    bus.reachable = false;
    asked.length = 0;
    await pass(3);
    expect(asked).toHaveLength(3);
    ended = [{ sessionId: 'a', endedAt: moment(4) }];
    await pass(1);
    expect(sessions.isEnded('a')).toBe(true);
    expect(messages()).toEqual([]);
  });

  test('and again, what was missed is asked for', async () => {
    await open();
    await pass(1);
    bus.reachable = false;
    await pass(5);
    bus.reachable = true;
    asked.length = 0;
    await pass(2);
    expect(asked).toEqual([moment(7 - 1200)]);
  });

  test('from the start, they are tried to be followed again', async () => {
    bus.reachable = false;
    const sessions = await open();
    await pass(2);
    bus.reachable = true;
    await pass(2);
    bus.say({ sessionId: 'a', endedAt: start });
    expect(sessions.isEnded('a')).toBe(true);
    expect(bus.listeners).toBe(1);
  });

  test('or there are none, it is asked every second', async () => {
    const sessions = await open({ events: undefined });
    ended = [{ sessionId: 'a', endedAt: moment(1) }];
    await pass(1);
    expect(sessions.isEnded('a')).toBe(true);
    expect(asked).toHaveLength(2);
  });
});

test('while neither works it is told once, and so is the end of it', async () => {
  const sessions = await open();
  await pass(1);
  bus.say({ sessionId: 'known', endedAt: start });
  bus.reachable = false;
  broken = true;
  await pass(5);
  expect(messages()).toEqual([]);
  await pass(20);
  expect(messages()).toEqual(['ended sessions are not heard of: their tokens are good until they expire']);
  expect(sessions.isEnded('known')).toBe(true);
  ended = [{ sessionId: 'meanwhile', endedAt: moment(10) }];
  broken = false;
  await pass(1);
  expect(sessions.isEnded('meanwhile')).toBe(true);
  expect(messages().slice(1)).toEqual(['ended sessions are heard of again']);
});

test('what could not be asked for at the start is asked for later, all of it', async () => {
  broken = true;
  await open({ events: undefined });
  broken = false;
  await pass(1);
  expect(asked).toEqual([moment(-1200), moment(1 - 1200)]);
});

describe('memory is bounded', () => {
  test('a session is forgotten when no token of it can live', async () => {
    const sessions = await open();
    bus.say({ sessionId: 'a', endedAt: start });
    bus.say({ sessionId: 'to come', endedAt: moment(1e6) });
    bus.say({ sessionId: 'never', endedAt: 'never' });
    clock.advance(1198);
    await pass(1);
    expect(sessions.size).toBe(3);
    await pass(1);
    expect(sessions.size).toBe(0);
  });

  test('the first of too many are forgotten, and it is told once', async () => {
    const sessions = await open({ maxSessions: 2 });
    for (const sessionId of ['a', 'b', 'c', 'd']) bus.say({ sessionId, endedAt: start });
    expect(['a', 'b', 'c', 'd'].map((id) => sessions.isEnded(id))).toEqual([false, false, true, true]);
    expect(messages()).toEqual(['too many sessions have ended: tokens of the first are good until they expire']);
  });
});

test('nothing goes on after it is stopped', async () => {
  const sessions = await open();
  await pass(1);
  sessions.stop();
  expect([clock.waiting, bus.listeners]).toEqual([0, 0]);
});
