import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InProcessCache } from '@reelhouse/cache';
import { systemClock } from '@reelhouse/clock';
import { EntityClient } from '@reelhouse/entity-client';
import { datasetReplacedEvent, describeEvents, type EventDefinition } from '@reelhouse/events';
import { owners } from '@reelhouse/sample-data';
import type { SubgraphServices, SubgraphWork } from '@reelhouse/subgraph';
import { customerSubgraph } from '@reelhouse/subgraph-customer';
import { filmSubgraph } from '@reelhouse/subgraph-film';
import { identitySubgraph } from '@reelhouse/subgraph-identity';
import { paymentSubgraph } from '@reelhouse/subgraph-payment';
import { rentalSubgraph } from '@reelhouse/subgraph-rental';
import { storeSubgraph } from '@reelhouse/subgraph-store';
import { subgraphs } from '@reelhouse/reelhouse';
import { createTestDatabase } from '@reelhouse/test-database';
import { describe, expect, test } from 'vitest';

const definitions = [filmSubgraph, storeSubgraph, customerSubgraph, rentalSubgraph, paymentSubgraph, identitySubgraph];
const database = await createTestDatabase();

/** What a subgraph does about the events of others. */
function consumersOf({ name, work }: { readonly name: string; readonly work?: SubgraphWork }) {
  const services: SubgraphServices = {
    sql: database.connectAs(name, { connections: 1 }),
    clock: systemClock,
    cache: new InProcessCache({ clock: systemClock }),
    entities: new EntityClient({
      reach: (subgraph) => {
        throw new Error(`nobody asks ${subgraph}`);
      },
    }),
  };
  return work?.consumers?.(services) ?? [];
}

/** The events that a subgraph handles, each once. */
function consumedBy(definition: (typeof definitions)[number]): readonly EventDefinition[] {
  const events = consumersOf(definition).flatMap(({ handlers, snapshots = {} }) => [
    ...handlers.map((handler) => handler.definition),
    ...Object.keys(snapshots).map(datasetReplacedEvent),
  ]);
  return [...new Map(events.map((event) => [event.subject, event])).values()];
}

/** What a README says below a heading. */
function section(subgraph: string, heading: string): string {
  const readme = readFileSync(join(import.meta.dirname, '..', 'subgraphs', subgraph, 'README.md'), 'utf8');
  return readme.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
}

test('every subgraph is looked at', () => {
  expect(definitions.map(({ name }) => name).sort()).toEqual(subgraphs.map(({ name }) => name).sort());
});

describe.each(definitions.map((definition) => ({ ...definition, definition })))(
  '$name',
  ({ name, work, definition }) => {
    test('its README lists the events that it emits', () => {
      expect(section(name, 'Emits')).toContain(describeEvents(work?.events ?? []));
    });

    test('its README lists the events that it consumes', () => {
      expect(section(name, 'Consumes')).toContain(describeEvents(consumedBy(definition)));
    });

    test('it tells when all its rows are replaced if it tells anything', () => {
      const subjects = (work?.events ?? []).map(({ subject }) => subject);
      expect(owners.includes(name)).toBe(subjects.length > 0);
      if (subjects.length > 0) expect(subjects).toContain(`${name}.dataset.replaced`);
    });
  },
);

const published = new Map(definitions.flatMap(({ work }) => work?.events ?? []).map((event) => [event.subject, event]));
const consumed = definitions.flatMap((definition) =>
  consumedBy(definition).map((event) => ({ consumer: definition.name, subject: event.subject, event })),
);

describe.each(consumed)('$consumer reads $subject', ({ event }) => {
  const origin = published.get(event.subject);

  test('as it is published', () => {
    const { version, aggregate, description } = event;
    expect(origin).toMatchObject({ version, aggregate, description });
  });

  test('and nothing of it that may be missing or is of another type', () => {
    const { properties: offered, required: always } = schemaOf(origin);
    const { properties, required } = schemaOf(event);
    expect(always).toEqual(expect.arrayContaining([...required]));
    for (const [name, { type }] of Object.entries(properties)) expect(offered[name]?.type).toBe(type);
  });
});

interface PayloadSchema {
  readonly properties: Readonly<Record<string, { readonly type: string }>>;
  readonly required: readonly string[];
}

function schemaOf(event: EventDefinition | undefined): PayloadSchema {
  return event?.payload as unknown as PayloadSchema;
}

test('every snapshot that is asked for is offered by its owner', () => {
  const offered = definitions.flatMap(({ name, work }) =>
    (work?.snapshots ?? []).map((snapshot) => `${name} ${snapshot.name}`),
  );
  const asked = definitions.flatMap((definition) =>
    consumersOf(definition).flatMap(({ snapshots = {} }) =>
      Object.entries(snapshots).map(([owner, { name }]) => `${owner} ${name}`),
    ),
  );
  expect(offered).toEqual(expect.arrayContaining(asked));
});
