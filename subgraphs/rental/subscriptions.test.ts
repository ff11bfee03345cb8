import { ManualClock } from '@reelhouse/clock';
import { openSubgraph } from '@reelhouse/subgraph';
import { Kind, parse, subscribe, visit, type ConstDirectiveNode, type FieldDefinitionNode } from 'graphql';
import { expect, test } from 'vitest';
import { publishedEvents } from './events.ts';
import { rentalSubgraph } from './subgraph.ts';

const fields = rentalSubgraph.typeDefs
  .flatMap(({ definitions }) => definitions)
  .flatMap((definition) => (definition.kind === Kind.OBJECT_TYPE_DEFINITION ? [definition] : []))
  .filter(({ name }) => name.value === 'Subscription')
  .flatMap((definition) => definition.fields ?? []);

/** A field, and one of the subjects by whose events it is answered. */
const answers = fields.flatMap((field) =>
  (field.directives ?? [])
    .filter(({ name }) => name.value === 'event')
    .map((event) => ({ field, subject: textOf(event, 'subject'), payload: textOf(event, 'payload') })),
);

function textOf({ arguments: given = [] }: ConstDirectiveNode, name: string): string {
  const value = given.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : '';
}

/** The properties that every event of a subject has. */
function propertiesOf(subject: string): readonly string[] {
  const payload = publishedEvents.find((event) => event.subject === subject)?.payload;
  return (payload as { required?: readonly string[] } | undefined)?.required ?? [];
}

const ofEveryEvent = ['_id', '_occurredAt', '_subject'];

function propertiesIn(payload: string): string[] {
  const properties: string[] = [];
  visit(parse(`{${payload}}`), {
    Field: ({ name, selectionSet }) => {
      if (!selectionSet) properties.push(name.value);
    },
  });
  return properties.filter((property) => !ofEveryEvent.includes(property));
}

const filtersOf = ({ arguments: given = [] }: FieldDefinitionNode) =>
  given.map(({ name }) => name.value).filter((name) => name !== 'since');

test('every subscription is answered by events, and can be gone on with after one', () => {
  expect(fields.map(({ name }) => name.value)).toEqual(['rentalReturned', 'rentalOverdue', 'availabilityChanged']);
  for (const field of fields) {
    expect(answers.some((answer) => answer.field === field)).toBe(true);
    expect(field.arguments?.map(({ name }) => name.value)).toContain('since');
  }
});

test.each(answers)('$subject is published, with what $field.name.value is made of and filtered by', (answer) => {
  const { field, subject, payload } = answer;
  expect(publishedEvents.map((event) => event.subject)).toContain(subject);
  const properties = propertiesOf(subject);
  expect(properties).toEqual(expect.arrayContaining(propertiesIn(payload)));
  expect(properties).toEqual(expect.arrayContaining(filtersOf(field)));
});

test('a change of what can be rented tells nothing of a customer', () => {
  const told = answers.filter(({ field }) => field.name.value === 'availabilityChanged');
  expect(told.map(({ payload }) => propertiesIn(payload))).toEqual([
    ['filmId', 'storeId'],
    ['filmId', 'storeId'],
  ]);
});

test.each(fields.map(({ name }) => name.value))(
  'who asks the subgraph for %s is sent to the gateway',
  async (field) => {
    const databaseUrl = 'postgres://nobody@127.0.0.1:1/none';
    const { schema } = openSubgraph(rentalSubgraph, { databaseUrl, clock: new ManualClock('2026-03-31T12:00:00Z') });
    const answer = await subscribe({ schema, document: parse(`subscription { ${field} { eventId } }`) });
    expect(answer).toMatchObject({
      errors: [{ message: 'Subscriptions are answered by the gateway.', extensions: { code: 'BAD_REQUEST' } }],
    });
  },
);
