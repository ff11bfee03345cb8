import type { Identity } from '@reelhouse/auth';
import { setImmediate } from 'node:timers/promises';
import { createLogger } from '@reelhouse/logging';
import type { RequestContext, ResultStream } from '@reelhouse/http-server';
import { expect, test } from 'vitest';
import { compose } from '../graph.fixture.ts';
import { readSupergraph } from '../supergraph.ts';
import { MemoryLog } from './memory-log.fixture.ts';
import { live, liveGraph } from './planned-graph.fixture.ts';
import { settled } from './subscription-engine.fixture.ts';
import { SubscriptionEngine } from './subscription-engine.ts';
import { subscriptionSettings } from './subscription-settings.ts';

const staffOnly = '@eventScope(scopes: ["staff"], claim: "store_id", equals: "{storeId}")';
const customerOnly = '@eventScope(scopes: ["customer"], claim: "sub", equals: "customer:{customerId}")';

function supergraph(statements: string, more = ''): string {
  return compose({
    desk: `${live}
      type Query { a: Int }
      type Subscription {
        returned(since: ID, customerId: ID): Returned ${statements}
          @event(subject: "desk.loan.returned", payload: "loan { id: loanId } storeId mine: loanId")
        ${more}
      }
      type Returned { storeId: ID mine: ID @perViewer loan: Loan }
      type Loan @key(fields: "id") { id: ID! due: String }`,
  });
}

test.each<[string, string, string]>([
  ['no scopes', '@eventScope(scopes: [], claim: "sub", equals: "x")', 'names no scopes, so it is for nobody'],
  [
    'an unknown claim',
    '@eventScope(scopes: ["staff"], claim: "email", equals: "x")',
    'compares the claim "email", which is none of sub, store_id, sid',
  ],
  [
    'a property that no event tells',
    '@eventScope(scopes: ["staff"], claim: "sub", equals: "{storeID}")',
    'compares with the property "storeID", of which no event is known to tell',
  ],
  [
    'what is no property of a payload',
    '@eventScope(scopes: ["staff"], claim: "sub", equals: "{_id}")',
    'compares with the property "_id", of which no event is known to tell',
  ],
  ['no text', '@eventScope(scopes: ["staff"], claim: "sub", equals: "")', 'compares with "", which does not parse'],
  [
    'half a property',
    '@eventScope(scopes: ["staff"], claim: "sub", equals: "customer:{customerId")',
    'compares with "customer:{customerId", which does not parse',
  ],
])('a statement with %s is refused, in one line', (_, statement, problem) => {
  const sdl = supergraph(`${staffOnly} ${statement}`);
  expect(() => readSupergraph(sdl)).toThrow(
    expect.objectContaining({ message: `Subscription.returned: @eventScope ${problem}` }),
  );
});

test('a statement about what events do not answer is refused', () => {
  const sdl = supergraph(staffOnly, `ticks: Int ${customerOnly}`);
  expect(() => readSupergraph(sdl)).toThrow(/^Subscription.ticks: @eventScope belongs to fields that events answer$/);
});

test('the first statement in the schema decides, by whatever name', async () => {
  const renamed = supergraph(`${staffOnly} ${customerOnly}`)
    .replace('"@eventScope"', '{name: "@eventScope", as: "@toldTo"}')
    .replaceAll(/@eventScope\b(?!")/g, '@toldTo');
  const { planner } = await liveGraph('in-process', renamed, {});
  expect(planner.events.get('Subscription.returned')?.scopes.map(({ claim }) => claim)).toEqual(['store_id', 'sub']);
});

/** Subscriptions to what comes back, as the settings of a gateway run them. */
async function desk(statements = `${staffOnly} ${customerOnly}`) {
  const graph = await liveGraph('in-process', supergraph(statements), {});
  const log = createLogger({ name: 'test', level: 'silent' });
  const events = new MemoryLog();
  const engine = new SubscriptionEngine<RequestContext>(subscriptionSettings({ events }, log));
  async function listen(identity: Identity | undefined, selection = 'storeId', since?: string): Promise<Listening> {
    const query = `subscription ($since: ID) { returned(since: $since) { ${selection} } }`;
    const request = graph.request(query, { since });
    const stream = await engine.subscribe({
      subscription: graph.subscription(query),
      key: query,
      request: { ...request, context: { ...request.context, identity } },
      lease: () => () => undefined,
    });
    if ('errors' in stream) throw stream.errors[0];
    return new Listening(stream);
  }
  return {
    engine,
    events,
    listen,
    comeBack: (payload: Record<string, unknown>) => events.append(payload, 'desk.loan.returned'),
  };
}

/** Collects what somebody is told. */
class Listening {
  readonly told: unknown[] = [];
  constructor(stream: ResultStream) {
    void (async () => {
      for await (const { data, errors } of stream) this.told.push(errors ?? data?.['returned']);
    })();
  }
}

const staffOf = (storeId: number, subject = 'staff:1'): Identity => ({
  ...{ subject, scopes: ['staff'], expiresAt: 4e9 },
  storeId,
});
const customer = (id: number): Identity => ({ subject: `customer:${id}`, scopes: ['customer'], expiresAt: 4e9 });
const of = (storeId: number) => ({ storeId: String(storeId) });

test('events of one store are told to its staff, to the customer, and to nobody else', async () => {
  const { engine, listen, comeBack } = await desk();
  const [first, second, own, other, none] = await Promise.all(
    [staffOf(1), staffOf(2), customer(7), customer(8), undefined].map((who) => listen(who)),
  );
  comeBack({ storeId: 1, customerId: 7, loanId: 10 });
  comeBack({ storeId: 2, customerId: 8, loanId: 11 });
  comeBack({ customerId: 9, loanId: 12 });
  await settled();
  expect([first, second, own, other, none].map((each) => each?.told)).toEqual([[of(1)], [of(2)], [of(1)], [of(2)], []]);
  // What is told to nobody is not executed for anybody.
  expect(engine.figures).toMatchObject({ events: 4, executions: 4 });
  await engine.stop();
});

test('all staff of a store share one execution, unless what they ask for depends on who asks', async () => {
  const { engine, listen, comeBack } = await desk();
  const staff = Array.from({ length: 20 }, (_, index) => staffOf((index % 2) + 1, `staff:${index}`));
  const listening = await Promise.all(staff.map((who) => listen(who)));
  comeBack({ storeId: 1, loanId: 10 });
  await settled();
  expect(engine.figures).toMatchObject({ groups: 2, executions: 1, deliveries: 10 });
  expect(listening.filter(({ told }) => told.length > 0)).toHaveLength(10);
  await Promise.all(staff.map((who) => listen(who, 'storeId mine')));
  comeBack({ storeId: 2, loanId: 11 });
  await settled();
  expect(engine.figures).toMatchObject({ groups: 22, executions: 12, deliveries: 30 });
  await engine.stop();
});

test('what somebody missed is told them only if it was for them', async () => {
  const { engine, listen, comeBack } = await desk();
  const before = comeBack({ storeId: 1, loanId: 9 });
  comeBack({ storeId: 1, customerId: 7, loanId: 10 });
  comeBack({ storeId: 2, customerId: 7, loanId: 11 });
  comeBack({ loanId: 12 });
  const people = [staffOf(1), staffOf(2), customer(7), customer(8), undefined];
  const listening = await Promise.all(people.map((who) => listen(who, 'storeId', before.id)));
  comeBack({ storeId: 2, customerId: 8, loanId: 13 });
  await settled();
  await setImmediate();
  expect(listening.map(({ told }) => told)).toEqual([[of(1)], [of(2), of(2)], [of(1), of(2)], [of(2)], []]);
  await engine.stop();
});

test('one who works elsewhere now shares nothing with the token of before', async () => {
  const { engine, listen, comeBack } = await desk('');
  const [before, now] = [
    { ...staffOf(1), sessionId: 'a' },
    { ...staffOf(2), sessionId: 'b' },
  ];
  await Promise.all([listen(before, 'mine'), listen(now, 'mine'), listen(now, 'mine')]);
  comeBack({ loanId: 10 });
  await settled();
  expect(engine.figures).toMatchObject({ groups: 2, executions: 2 });
  await engine.stop();
});
