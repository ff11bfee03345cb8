import type { FetchNode } from '@apollo/query-planner';
import { isObjectType, type GraphQLSchema, type SelectionSetNode } from 'graphql';
import { collectFields, type SelectionScope } from '@reelhouse/compiled-schema';
import type { LiveEvent } from '@reelhouse/events';
import type { EventChoice, EventObject, EventSource, EventValue } from '../planning/event-source.ts';
import { documentOf, operationOf } from '../planning/fetch-document.ts';
import { compileRewrites } from './data-rewrites.ts';
import { readOwn, writeOwn, type DataObject } from './data.ts';
import { copyData } from './merge-data.ts';

/** Makes of an event what a fetch asks for. All of it belongs to whoever asked. */
export type EventData = (event: LiveEvent, coercedVariables: Readonly<Record<string, unknown>>) => DataObject;

/**
 * Compiles how the fetch that a subscription begins with is answered by its events.
 *
 * @param schema the supergraph schema.
 */
export function compileEventData(node: FetchNode, source: EventSource, schema: GraphQLSchema): EventData {
  const document = documentOf(node);
  const { selectionSet } = operationOf(document);
  const rewrites = compileRewrites(schema, node.outputRewrites);
  const root = schema.getSubscriptionType();
  return (event, conditions) => {
    const data = Object.create(null) as DataObject;
    const payload = source.payloads.get(event.subject);
    if (!root || !payload) return data;
    const scope: SelectionScope = { schema, fragments: {}, conditions };
    for (const [name, nodes] of collectFields(scope, root, [selectionSet])) {
      const sets = nodes.flatMap((each) => each.selectionSet ?? []);
      const isTypename = nodes[0]?.name.value === '__typename';
      writeOwn(data, name, isTypename ? root.name : chosen(payload, event, sets, scope));
    }
    for (const rewrite of rewrites) rewrite(data);
    return data;
  };
}

function valueOf(
  value: EventValue,
  event: LiveEvent,
  sets: readonly SelectionSetNode[],
  scope: SelectionScope,
): unknown {
  if (value.kind === 'object') return chosen(value, event, sets, scope);
  const property = propertyOf(event, value.property);
  return value.isId ? asId(property) : copyData(property);
}

/** An ID is a text in the graph, and a number in many a database. */
function asId(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asId);
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : copyData(value);
}

function chosen(
  { choices, typeProperty }: EventChoice,
  event: LiveEvent,
  sets: readonly SelectionSetNode[],
  scope: SelectionScope,
): DataObject | null {
  const named = typeProperty === undefined ? undefined : propertyOf(event, typeProperty);
  const object = choices.find((each) => (typeProperty === undefined || each.type === named) && isThere(each, event));
  return object ? objectOf(object, event, sets, scope) : null;
}

function objectOf(
  object: EventObject,
  event: LiveEvent,
  sets: readonly SelectionSetNode[],
  scope: SelectionScope,
): DataObject | null {
  const type = scope.schema.getType(object.type);
  if (!isObjectType(type)) return null;
  const data: DataObject = {};
  for (const [name, nodes] of collectFields(scope, type, sets)) {
    const field = nodes[0]?.name.value ?? '';
    const value = object.fields.get(field);
    const below = nodes.flatMap((each) => each.selectionSet ?? []);
    if (field === '__typename') writeOwn(data, name, object.type);
    else writeOwn(data, name, value ? valueOf(value, event, below, scope) : null);
  }
  return data;
}

/** An object whose fields may all be null is there if one of them is not. */
function isThere({ needs, fields }: EventObject, event: LiveEvent): boolean {
  if (needs.length > 0) return needs.every((property) => propertyOf(event, property) != null);
  return [...fields.values()].some((value) =>
    value.kind === 'property'
      ? propertyOf(event, value.property) != null
      : value.choices.some((each) => isThere(each, event)),
  );
}

function propertyOf(event: LiveEvent, property: string): unknown {
  switch (property) {
    case '_id':
      return event.id;
    case '_occurredAt':
      return event.occurredAt;
    case '_subject':
      return event.subject;
    default:
      return readOwn(event.payload, property);
  }
}
