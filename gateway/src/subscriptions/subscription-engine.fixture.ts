import { setImmediate } from 'node:timers/promises';
import type { ExecutionResult } from 'graphql';
import { ManualClock } from '@reelhouse/clock';
import type { LiveEvent } from '@reelhouse/events';
import type { RequestContext, ResultStream } from '@reelhouse/http-server';
import { createLogger } from '@reelhouse/logging';
import { expect } from 'vitest';
import type { EventSubscription, SubscriptionRequest } from './executable-subscription.ts';
import { MemoryLog } from './memory-log.fixture.ts';
import { SubscriptionEngine, type SubscriptionEngineOptions, type ToSubscribe } from './subscription-engine.ts';

/** The context of a request of the tests. */
export interface TestContext extends RequestContext {
  readonly viewer: string;
  readonly scopes?: string;
  readonly expiresAt?: number;
  readonly sharedFor?: string | undefined;
}

/** Somebody who asks. */
export interface Asker {
  readonly viewer?: string;
  readonly scopes?: string;
  readonly expiresAt?: number;
  readonly variables?: Record<string, unknown>;
  readonly since?: string;
}

/** What the subscription was asked. */
export interface Execution {
  readonly event: LiveEvent;
  readonly request: SubscriptionRequest;
}

/** A subscription to all events of `rental.returned`, or to those of a store. */
export function returnedRentals(more: Partial<EventSubscription> = {}) {
  const executions: Execution[] = [];
  const subscription: EventSubscription = {
    kind: 'events',
    subjects: ['rental.returned'],
    dependsOnViewer: false,
    sinceVariables: ['since'],
    audienceOf: () => ({ key: '', isTold: () => true }),
    wanted: ({ since, store }) => ({
      since: since as string | undefined,
      wants: ({ payload }) => store === undefined || payload['store'] === store,
    }),
    execute: async (event, request) => {
      executions.push({ event, request });
      return { data: { id: event.id } };
    },
    ...more,
  };
  return { subscription, executions };
}

/** An engine on a log in memory. */
export function openEngine(options: Partial<SubscriptionEngineOptions<TestContext>> = {}) {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>);
  const log = createLogger({ name: 'engine', destination: { write } });
  const clock = new ManualClock('2026-03-01T10:00:00Z');
  const events = new MemoryLog();
  let leases = 0;
  let requests = 0;
  const engine = new SubscriptionEngine<TestContext>({
    events,
    log,
    clock,
    timers: clock,
    viewerOf: ({ viewer }) => viewer,
    scopesOf: ({ scopes }) => scopes ?? '',
    expiresAt: ({ expiresAt }) => expiresAt,
    sharedContext: ({ viewer }, event, dependsOnViewer) => ({
      log,
      requestId: `shared ${event?.id ?? ''}`,
      viewer: dependsOnViewer ? viewer : 'service',
    }),
    ...options,
  });

  function toSubscribe(subscription: ToSubscribe['subscription'], asker: Asker = {}): ToSubscribe {
    const { viewer = '', scopes, expiresAt, variables = {}, since } = asker;
    requests += 1;
    const context: TestContext = {
      log,
      requestId: `request ${requests}`,
      viewer,
      ...(scopes !== undefined && { scopes }),
      ...(expiresAt !== undefined && { expiresAt }),
    };
    const all = { ...variables, ...(since !== undefined && { since }) };
    const lease = () => {
      leases += 1;
      let held = true;
      return () => {
        expect(held).toBe(true);
        held = false;
        leases -= 1;
      };
    };
    return { subscription, key: 'operation', request: { context, raw: all, coerced: all }, lease };
  }

  return {
    engine,
    events,
    clock,
    log,
    lines,
    leases: () => leases,
    toSubscribe,

    /** Opens a stream that is not refused. */
    listen: async (subscription: ToSubscribe['subscription'], asker: Asker = {}, more: Partial<ToSubscribe> = {}) =>
      opened(await engine.subscribe({ ...toSubscribe(subscription, asker), ...more })),

    /** Nothing is left of anybody. */
    expectNothingLeft: () => {
      const { listeners, groups, leases: held, executing, waiting } = engine.figures;
      expect({ listeners, groups, held, executing, waiting }).toEqual({
        listeners: 0,
        groups: 0,
        held: 0,
        executing: 0,
        waiting: 0,
      });
      expect([leases, events.followers.size, events.replaying, clock.waiting]).toEqual([0, 0, 0, 0]);
    },
  };
}

/** A stream that was not refused. */
export function opened(answer: Awaited<ReturnType<SubscriptionEngine<TestContext>['subscribe']>>): ResultStream {
  if ('errors' in answer) throw answer.errors[0];
  return answer;
}

/** The code that a subscription was refused with. */
export function refusalOf(answer: Awaited<ReturnType<SubscriptionEngine<TestContext>['subscribe']>>): unknown {
  return 'errors' in answer ? answer.errors[0]?.extensions['code'] : undefined;
}

/** What a result says: the id of its event, or the code of its error. */
export function told({ data, errors }: ExecutionResult): unknown {
  return errors?.[0]?.extensions['code'] ?? data?.['id'];
}

/** Reads a number of results. */
export async function take(stream: ResultStream, count: number): Promise<unknown[]> {
  const results: unknown[] = [];
  while (results.length < count) {
    const { done, value } = await stream.next();
    if (done) break;
    results.push(told(value));
  }
  return results;
}

/** Reads to the end. */
export function takeAll(stream: ResultStream): Promise<unknown[]> {
  return take(stream, Infinity);
}

/** Reads to the end, and shows at any time what has come. */
export function collect(stream: ResultStream): { readonly results: unknown[]; readonly ended: Promise<void> } {
  const results: unknown[] = [];
  const ended = (async () => {
    for await (const result of stream) results.push(told(result));
  })();
  return { results, ended };
}

/** All that can be done without something from outside has been done. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
}

/** A door that is opened once. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const promise = new Promise<void>((resolve) => (open = resolve));
  return { opened: promise, open: () => open() };
}
