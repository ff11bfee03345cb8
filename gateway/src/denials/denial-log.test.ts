import type { Identity } from '@reelhouse/auth';
import { ManualClock } from '@reelhouse/clock';
import { createLogger } from '@reelhouse/logging';
import { expect, test } from 'vitest';
import { settled } from '../subscriptions/subscription-engine.fixture.ts';
import { DenialLog, type DenialLogOptions } from './denial-log.ts';
import type { DenialCount, DeniedOperation } from './denial.ts';

const customer: Identity = { subject: 'customer:7', scopes: ['customer'], expiresAt: 4e9 };

function denied(more: Partial<DeniedOperation> = {}): DeniedOperation {
  return {
    identity: customer,
    clientAddress: '203.0.113.7',
    operationName: 'Films',
    coordinates: ['Query.customers'],
    ...more,
  };
}

/** A log of denials whose recording a test can make fail. */
function opened(options: Partial<DenialLogOptions> = {}) {
  const clock = new ManualClock('2026-03-01T10:00:30Z');
  const lines: { msg: string }[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as { msg: string });
  const log = createLogger({ name: 'denials', destination: { write } });
  const calls: (readonly DenialCount[])[] = [];
  const state = { failure: undefined as Error | undefined, wait: Promise.resolve() };
  const record = async (denials: readonly DenialCount[]): Promise<void> => {
    await state.wait;
    if (state.failure) throw state.failure;
    calls.push(denials);
  };
  const denials = new DenialLog({ record, clock, timers: clock, ...options }, log);
  return {
    denials,
    clock,
    calls,
    state,
    messages: () => lines.map(({ msg }) => msg),
    pass: async (seconds: number) => {
      clock.advance(seconds);
      await settled();
    },
  };
}

const counted = {
  subject: 'customer:7',
  clientAddress: '203.0.113.7',
  coordinate: 'Query.customers',
  operationName: 'Films',
  minute: '2026-03-01T10:00:00.000Z',
};

test('what is alike is counted by minute and recorded once a minute; while nothing is denied, nothing waits', async () => {
  const { denials, clock, calls, pass } = opened();
  expect(clock.waiting).toBe(0);
  denials.add(denied());
  denials.add(denied({ coordinates: ['Query.customers', 'Staff.email'] }));
  await pass(31);
  denials.add(denied());
  await pass(28);
  expect(calls).toEqual([]);
  await pass(1);
  expect(calls).toEqual([
    [
      { ...counted, count: 2 },
      { ...counted, coordinate: 'Staff.email', count: 1 },
      { ...counted, minute: '2026-03-01T10:01:00.000Z', count: 1 },
    ],
  ]);
  await pass(600);
  expect([calls.length, clock.waiting]).toEqual([1, 0]);
});

test('whoever it was, and however they asked, is told apart', async () => {
  const { denials, calls } = opened();
  denials.add(denied());
  denials.add(denied({ identity: undefined }));
  denials.add(denied({ clientAddress: undefined }));
  denials.add(denied({ operationName: undefined }));
  await denials.stop();
  expect(calls).toEqual([
    [
      { ...counted, count: 1 },
      { ...counted, subject: null, count: 1 },
      { ...counted, clientAddress: null, count: 1 },
      { ...counted, operationName: null, count: 1 },
    ],
  ]);
});

test('what cannot be recorded is kept, and recorded with the next', async () => {
  const { denials, calls, state, messages, pass } = opened();
  denials.add(denied());
  state.failure = new Error('away');
  await pass(60);
  await pass(60);
  denials.add(denied({ operationName: 'Late' }));
  state.failure = undefined;
  await pass(60);
  expect(calls).toEqual([
    [
      { ...counted, count: 1 },
      { ...counted, operationName: 'Late', minute: '2026-03-01T10:02:00.000Z', count: 1 },
    ],
  ]);
  expect(messages()).toEqual([
    'denials could not be recorded; they are kept and tried again',
    'denials are recorded again',
  ]);
});

test('more different ones than there is room for are counted as one, and none is lost by a failure', async () => {
  const { denials, calls, state, pass } = opened({ maxKeys: 3 });
  state.failure = new Error('away');
  for (let n = 0; n < 10; n += 1) denials.add(denied({ operationName: `Made${n}` }));
  await pass(60);
  for (let n = 5; n < 20; n += 1) denials.add(denied({ operationName: `Made${n}` }));
  await pass(60);
  state.failure = undefined;
  await denials.stop();
  const [recorded = []] = calls;
  expect(recorded.map(({ operationName, coordinate }) => operationName ?? coordinate)).toEqual([
    'Made0',
    'Made1',
    'Made2',
    'other',
  ]);
  expect(recorded.at(-1)).toEqual({
    subject: null,
    clientAddress: null,
    coordinate: 'other',
    operationName: null,
    count: 22,
    minute: '2026-03-01T10:00:00.000Z',
  });
});

test('a thousand are recorded at a time; where that fails, what was recorded is not given again', async () => {
  const { denials, calls, state, pass } = opened();
  for (let n = 0; n < 2500; n += 1) denials.add(denied({ operationName: `Made${n}` }));
  await pass(60);
  expect(calls.map(({ length }) => length)).toEqual([1000, 1000, 500]);
  for (let n = 0; n < 2500; n += 1) denials.add(denied({ operationName: `Made${n}` }));
  const { push } = calls;
  calls.push = (...items) => {
    state.failure = new Error('full');
    return push.apply(calls, items);
  };
  await pass(60);
  state.failure = undefined;
  calls.push = push;
  await pass(60);
  expect(calls.slice(3).map(({ length }) => length)).toEqual([1000, 1000, 500]);
  expect(new Set(calls.slice(3).flatMap((each) => each.map(({ operationName }) => operationName))).size).toBe(2500);
});

test('at the end everything is recorded, also what is denied while recording', async () => {
  const { denials, calls, state, clock } = opened();
  denials.add(denied());
  let go = (): void => undefined;
  state.wait = new Promise((resolve) => (go = resolve));
  clock.advance(60);
  denials.add(denied({ operationName: 'Last' }));
  const stopped = denials.stop();
  go();
  await stopped;
  expect(calls.map((each) => each.map(({ operationName }) => operationName))).toEqual([['Films'], ['Last']]);
  expect(clock.waiting).toBe(0);
});

test('what cannot be recorded at the end is told', async () => {
  const { denials, state, messages } = opened();
  denials.add(denied());
  state.failure = new Error('away');
  await denials.stop();
  expect(messages()).toContain('denials were not recorded');
});

test('nothing that somebody calls themselves keeps the rest from being recorded', async () => {
  const { denials, calls } = opened();
  const identity = { ...customer, subject: 'a\u0000\nb' };
  denials.add(denied({ identity, operationName: 'x'.repeat(1000), coordinates: [`T.${'y'.repeat(1000)}`] }));
  await denials.stop();
  expect(calls[0]).toEqual([
    {
      ...{ ...counted, subject: 'a\u{fffd}\u{fffd}b', count: 1 },
      operationName: 'x'.repeat(200),
      coordinate: `T.${'y'.repeat(198)}`,
    },
  ]);
});
