import type { Identity } from '@reelhouse/auth';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { claims, type Claim } from '../planning/event-scope.ts';
import { readEventSources } from '../planning/read-event-sources.ts';
import { parse } from 'graphql';
import { eventAudience } from './event-audience.ts';
import { eventOf } from './planned-graph.fixture.ts';

/** A statement as it is written. */
interface Statement {
  readonly scopes: readonly string[];
  readonly claim: Claim;
  readonly equals: string;
}

const directives = { event: 'event', eventScope: 'eventScope', perViewer: undefined };

/** Reads statements as they stand in a schema, at a field whose events tell of `storeId`, `customerId` and `kind`. */
function read(...statements: readonly Statement[]) {
  const written = statements.map(
    ({ scopes, claim, equals }) =>
      `@eventScope(scopes: ${JSON.stringify(scopes)}, claim: "${claim}", equals: ${JSON.stringify(equals)})`,
  );
  const sdl = `type Subscription { returned: Returned
    @event(subject: "desk.loan.returned", payload: "storeId customerId kind") ${written.join(' ')} }
    type Returned { storeId: ID customerId: ID kind: String }`;
  const { sources, problems } = readEventSources(parse(sdl), directives);
  expect(problems).toEqual([]);
  return sources[0]?.scopes ?? [];
}

function person(subject: string, scopes: readonly string[], more: Partial<Identity> = {}): Identity {
  return { subject, scopes, expiresAt: 4e9, ...more };
}

const forStaff: Statement = { scopes: ['staff'], claim: 'store_id', equals: '{storeId}' };
const forCustomers: Statement = { scopes: ['customer'], claim: 'sub', equals: 'customer:{customerId}' };
const both = read(forStaff, forCustomers);
const returned = (payload: object) => eventOf('desk.loan.returned', { storeId: 2, customerId: 7, ...payload });

test.each<[string, Identity | undefined, object, boolean]>([
  ['staff of the store', person('staff:1', ['staff'], { storeId: 2 }), {}, true],
  ['staff of the store, as a text', person('staff:1', ['staff'], { storeId: 2 }), { storeId: '2' }, true],
  ['staff of another store', person('staff:1', ['staff'], { storeId: 20 }), {}, false],
  ['staff of no store', person('staff:1', ['staff']), { storeId: undefined }, false],
  ['staff of the store, by a customer’s id', person('customer:7', ['staff'], { storeId: 1 }), {}, false],
  ['the customer', person('customer:7', ['customer']), {}, true],
  ['another customer', person('customer:77', ['customer']), {}, false],
  ['a customer by the store', person('customer:8', ['customer'], { storeId: 2 }), {}, false],
  ['somebody with neither scope', person('customer:7', ['guest'], { storeId: 2 }), {}, false],
  ['somebody with both scopes, by the first', person('customer:7', ['customer', 'staff'], { storeId: 3 }), {}, false],
  ['nobody', undefined, {}, false],
  ['staff, where the event does not say', person('staff:1', ['staff'], { storeId: 2 }), { storeId: undefined }, false],
  ['staff, where the event says null', person('staff:1', ['staff'], { storeId: 2 }), { storeId: null }, false],
  ['staff, where the event says a list', person('staff:1', ['staff'], { storeId: 2 }), { storeId: [2] }, false],
  ['the customer “undefined”', person('customer:undefined', ['customer']), { customerId: undefined }, false],
])('an event is told to %s only if it is for them', (_, identity, payload, isTold) => {
  expect(eventAudience(both, identity).isTold(returned(payload))).toBe(isTold);
});

test('what payloads inherit is no property of theirs', () => {
  const [scope] = read(forStaff);
  const inherited = { ...scope!, equals: [{ property: 'constructor' }] };
  const identity = person('staff:1', ['staff'], { storeId: 2 });
  expect(eventAudience([inherited], identity).isTold(returned({}))).toBe(false);
});

test('where nothing is stated, all are told all', () => {
  expect([undefined, person('staff:1', [])].map((who) => eventAudience([], who).isTold(returned({})))).toEqual([
    true,
    true,
  ]);
});

const scopes = ['customer', 'staff', 'manager'];
const values = fc.constantFrom<unknown>(1, 2, '1', '2', true, null, undefined, { a: 1 }, '');
const templates = fc.constantFrom('{storeId}', '{customerId}', 'customer:{customerId}', '{kind}:{customerId}', '1');
const statement = fc.record({
  scopes: fc.subarray(scopes, { minLength: 1 }),
  claim: fc.constantFrom(...claims),
  equals: templates,
});
const identity = fc.option(
  fc
    .record(
      {
        subject: fc.constantFrom('customer:1', 'customer:2', '1', 'x:2'),
        scopes: fc.subarray(scopes),
        storeId: fc.constantFrom(1, 2),
        sessionId: fc.constantFrom('1', '2'),
      },
      { requiredKeys: ['subject', 'scopes'] },
    )
    .map((parts): Identity => ({ ...parts, expiresAt: 4e9 })),
  { nil: undefined },
);
const payload = fc.record({ storeId: values, customerId: values, kind: fc.constantFrom<unknown>('x', 'customer', 1) });

/** The rule, as the specification words it. */
function mayBeTold(
  statements: readonly Statement[],
  who: Identity | undefined,
  told: Readonly<Record<string, unknown>>,
) {
  if (statements.length === 0) return true;
  for (const each of statements) {
    if (!each.scopes.every((scope) => (who?.scopes ?? []).includes(scope))) continue;
    const claim = { sub: who?.subject, store_id: who?.storeId, sid: who?.sessionId }[each.claim];
    if (claim === undefined) return false;
    const named = [...each.equals.matchAll(/\{(\w+)\}/g)].map(([, property = '']) => told[property]);
    if (named.some((value) => value == null || typeof value === 'object')) return false;
    const expected = each.equals.replaceAll(/\{(\w+)\}/g, (_, property: string) => String(told[property]));
    return expected === String(claim);
  }
  return false;
}

test('whoever is told, is told as the rule says; who shares is told the same', () => {
  let [yes, shared] = [0, 0];
  fc.assert(
    fc.property(
      fc.array(statement, { maxLength: 3 }),
      fc.array(identity, { minLength: 2, maxLength: 4 }),
      fc.array(payload, { minLength: 1, maxLength: 4 }),
      (statements, people, payloads) => {
        const stated = read(...statements);
        const told = people.map((who) => {
          const { key, isTold } = eventAudience(stated, who);
          const answers = payloads.map((each) => isTold(eventOf('desk.loan.returned', each)));
          expect(answers).toEqual(payloads.map((each) => mayBeTold(statements, who, each)));
          yes += answers.filter(Boolean).length;
          return { key, answers };
        });
        for (const one of told) {
          for (const other of told) {
            if (one === other || one.key !== other.key) continue;
            shared += 1;
            expect(other.answers).toEqual(one.answers);
          }
        }
      },
    ),
    { numRuns: 1000, seed: 8 },
  );
  expect(Math.min(yes, shared)).toBeGreaterThan(100);
});
