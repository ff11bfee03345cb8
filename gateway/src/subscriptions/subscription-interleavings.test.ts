import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ResultStream } from '@reelhouse/http-server';
import { openEngine, opened, returnedRentals, settled, told } from './subscription-engine.fixture.ts';

/** What happens next. */
interface Step {
  readonly does: 'append' | 'hold' | 'dispatch' | 'turn' | 'execute' | 'listen' | 'read' | 'leave';
  /** Whose events it is about, or asks for. */
  readonly store: number;
  /** How far from the end of the log the event is after which to begin; undefined: from now on. */
  readonly back: number | undefined;
  /** Which listener, counted from the last. */
  readonly which: number;
}

/** One who listens, and what the model says of it. */
interface Listener {
  readonly store: number;
  /** It gets the events after this one; if it began from then on, what came here after it asked or after it was heard. */
  readonly after: number;
  latestAfter: number;
  readonly opening: Promise<void>;
  stream: ResultStream | undefined;
  /** A read that has no answer yet. */
  reading: Promise<void> | undefined;
  readonly got: number[];
  /** The last event when it left. */
  leftAt: number | undefined;
}

const step = fc.record<Step>({
  does: fc.constantFrom('append', 'append', 'hold', 'dispatch', 'turn', 'execute', 'listen', 'listen', 'read', 'leave'),
  store: fc.nat({ max: 1 }),
  back: fc.option(fc.nat({ max: 6 }), { nil: undefined }),
  which: fc.nat({ max: 7 }),
});

test('each listener gets exactly the events after its own, in order, whatever happens meanwhile', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), run), { numRuns: 300 });
});

async function run(steps: readonly Step[]): Promise<void> {
  const { engine, events, toSubscribe, expectNothingLeft } = openEngine();
  const executing: (() => void)[] = [];
  let isQuick = false;
  const { subscription } = returnedRentals({
    execute: async ({ sequence }) => {
      if (!isQuick) await new Promise<void>((resolve) => void executing.push(resolve));
      return { data: { id: sequence } };
    },
  });
  const listeners: Listener[] = [];
  const log: number[] = [];
  const append = (store: number) => log.push(store) && events.append({ store });
  append(0);

  const actions: Record<Step['does'], (step: Step) => unknown> = {
    append: ({ store }) => append(store),
    hold: () => events.hold(),
    dispatch: () => events.dispatch(),
    turn: () => setImmediate(),
    // Any of those that are under way ends first.
    execute: ({ which }) => executing.splice(which % Math.max(1, executing.length), 1)[0]?.(),
    listen({ store, back }) {
      const after = back === undefined ? events.dispatched : Math.max(1, log.length - back);
      const since = back === undefined ? {} : { since: `event-${after}` };
      const opening = engine.subscribe(toSubscribe(subscription, { variables: { store }, ...since })).then((answer) => {
        if (listener.leftAt !== undefined) return void opened(answer).return();
        listener.stream = opened(answer);
        if (back === undefined) listener.latestAfter = log.length;
      });
      const listener: Listener = {
        store,
        after,
        latestAfter: after,
        opening,
        stream: undefined,
        reading: undefined,
        got: [],
        leftAt: undefined,
      };
      listeners.push(listener);
    },
    read({ which }) {
      const listener = listeners.at(-1 - which);
      if (listener?.stream && listener.leftAt === undefined) void read(listener, listener.stream);
    },
    leave({ which }) {
      const listener = listeners.at(-1 - which);
      if (!listener || listener.leftAt !== undefined) return;
      listener.leftAt = log.length;
      void listener.stream?.return();
    },
  };
  for (const each of steps) await actions[each.does](each);

  events.dispatch();
  isQuick = true;
  for (const end of executing) end();
  await Promise.all(listeners.map(({ opening }) => opening));
  await settled();
  append(0);
  append(1);
  const sentinel = log.length;
  for (const listener of listeners) {
    if (listener.leftAt !== undefined) continue;
    const last = sentinel - 1 + listener.store;
    while (listener.stream && listener.got.at(-1) !== last) await read(listener, listener.stream);
  }
  await settled();
  for (const listener of listeners) checkAgainst(log, listener);
  expect(engine.figures.groups).toBeLessThanOrEqual(2);
  for (const { stream } of listeners) await stream?.return();
  await settled();
  expectNothingLeft();
}

/** Reads one more result, one at a time. */
function read(listener: Listener, stream: ResultStream): Promise<void> {
  listener.reading ??= stream.next().then(({ done, value }) => {
    listener.reading = undefined;
    if (!done) listener.got.push(told(value) as number);
  });
  return listener.reading;
}

function checkAgainst(log: readonly number[], { store, after, latestAfter, got, leftAt }: Listener): void {
  const wanted = log.flatMap((of, index) => (of === store ? [index + 1] : []));
  const possible = Array.from({ length: latestAfter - after + 1 }, (_, index) =>
    wanted.filter((sequence) => sequence > after + index),
  );
  const expected = leftAt === undefined ? possible : possible.map((all) => all.slice(0, got.length));
  expect(expected).toContainEqual(got);
}
