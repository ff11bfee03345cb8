import type { Identity } from '@reelhouse/auth';
import { askSubgraph, createSampleDatabase } from '@reelhouse/test-database';
import { Kind, valueFromASTUntyped, type FieldDefinitionNode } from 'graphql';
import { describe, expect, test } from 'vitest';
import { asService } from '../../packages/auth/src/identities.fixture.ts';
import { everybody } from './everybody.fixture.ts';
import { publishedEvents } from './events.ts';
import { rentalSubgraph } from './subgraph.ts';

const database = await createSampleDatabase();
const subgraph = askSubgraph(rentalSubgraph, database);

interface Scope {
  readonly scopes: readonly string[];
  readonly claim: string;
  readonly equals: string;
}

const subscriptions = rentalSubgraph.typeDefs
  .flatMap(({ definitions }) => definitions)
  .flatMap((definition) => (definition.kind === Kind.OBJECT_TYPE_DEFINITION ? [definition] : []))
  .filter(({ name }) => name.value === 'Subscription')
  .flatMap(({ fields = [] }) => fields);

function directivesOf({ directives = [] }: FieldDefinitionNode, name: string): Record<string, unknown>[] {
  return directives
    .filter((directive) => directive.name.value === name)
    .map((directive) =>
      Object.fromEntries(
        (directive.arguments ?? []).map((given) => [given.name.value, valueFromASTUntyped(given.value)]),
      ),
    );
}

const scopesOf = (field: string): Scope[] =>
  subscriptions
    .filter(({ name }) => name.value === field)
    .flatMap((definition) => directivesOf(definition, 'eventScope') as unknown as Scope[]);

/** Whether a listener is told of an event, as the gateway decides it. */
function isTold(field: string, listener: Identity | undefined, event: Readonly<Record<string, unknown>>): boolean {
  const claims: Readonly<Record<string, string | number | undefined>> = {
    sub: listener?.subject,
    store_id: listener?.storeId,
  };
  const scope = scopesOf(field).find(({ scopes }) => scopes.every((each) => listener?.scopes.includes(each)));
  if (!scope) return false;
  const claim = claims[scope.claim];
  return (
    claim !== undefined &&
    String(claim) === scope.equals.replace(/\{(\w+)\}/g, (_, property: string) => String(event[property]))
  );
}

const rows = await database.sql<{ id: number; storeId: number; customerId: number }[]>`
  select rental_id as id, store_id as "storeId", customer_id as "customerId" from rental.rental
  where customer_id in (5, 6, 7)`;

test('what tells of people says whom it tells, by what every such event has', () => {
  const scoped = subscriptions.filter((field) => directivesOf(field, 'eventScope').length > 0);
  expect(scoped.map(({ name }) => name.value)).toEqual(['rentalReturned', 'rentalOverdue']);
  for (const field of scoped) {
    for (const { subject } of directivesOf(field, 'event')) {
      const event = publishedEvents.find((published) => published.subject === subject);
      const { required } = event?.payload as { required: readonly string[] };
      for (const { equals } of scopesOf(field.name.value)) {
        expect(required).toEqual(
          expect.arrayContaining([...equals.matchAll(/\{(\w+)\}/g)].map(([, property]) => property)),
        );
      }
    }
  }
});

// A service follows events behind the gateway, and is no listener of it.
describe.each(everybody.filter(({ identity }) => identity !== asService))('$who', ({ identity }) => {
  test('is told of the return of exactly those rentals that they may see', async () => {
    const visible = await subgraph.as(identity).entities(
      rows.map(({ id }) => ({ __typename: 'Rental', id: String(id) })),
      '{ ... on Rental { id } }',
    );
    expect(rows.map((row) => isTold('rentalReturned', identity, row))).toEqual(
      (visible as ({ id: string } | null)[]).map((rental) => rental !== null),
    );
  });

  test('is told of what is overdue as far as the staff may see it', async () => {
    const visible = await subgraph.as(identity).entities(
      rows.map(({ id }) => ({ __typename: 'Rental', id: String(id) })),
      '{ ... on Rental { id } }',
    );
    const isOfStaff = identity?.scopes.includes('staff') === true;
    expect(rows.map((row) => isTold('rentalOverdue', identity, row))).toEqual(
      (visible as (object | null)[]).map((rental) => isOfStaff && rental !== null),
    );
  });
});

test('the rentals are some of each store, and some of each customer', () => {
  expect(new Set(rows.map(({ storeId }) => storeId)).size).toBeGreaterThan(1);
  expect(new Set(rows.map(({ customerId }) => customerId)).size).toBe(3);
});
