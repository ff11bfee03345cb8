import {
  Kind,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
} from 'graphql';
import { PayloadReader } from './event-payload.ts';
import { readEventScope, type EventScope } from './event-scope.ts';
import type { EventChoice, EventSource, EventValue } from './event-source.ts';
import type { LiveDirectives } from './live-directives.ts';
import { hasFields, isListType, namedType, textArgument, typesOf } from './supergraph-document.ts';

/** The root type of subscriptions: composition calls it so, whatever the subgraphs do. */
export const subscriptionType = 'Subscription';

/** The argument that is the id of the last event a client has got. */
export const sinceArgument = 'since';

/** What of a supergraph events answer. */
export interface EventSources {
  readonly sources: readonly EventSource[];
  /** What is wrong with that, a line each. */
  readonly problems: readonly string[];
}

/**
 * Reads which fields of `Subscription` are answered by events, and how.
 *
 * @param document the supergraph schema.
 */
export function readEventSources(document: DocumentNode, { event, eventScope }: LiveDirectives): EventSources {
  if (event === undefined && eventScope === undefined) return { sources: [], problems: [] };
  const problems: string[] = [];
  const sources: EventSource[] = [];
  const types = typesOf(document);
  for (const type of document.definitions.filter(hasFields)) {
    for (const field of type.fields ?? []) {
      const events = (field.directives ?? []).filter(({ name }) => name.value === event);
      const scopes = (field.directives ?? []).filter(({ name }) => name.value === eventScope);
      const [first] = events;
      const coordinate = `${type.name.value}.${field.name.value}`;
      if (!first) {
        if (scopes.length > 0) problems.push(`${coordinate}: @${eventScope} belongs to fields that events answer`);
        continue;
      }
      if (type.name.value !== subscriptionType) {
        problems.push(`${coordinate}: @${first.name.value} belongs to fields of ${subscriptionType}`);
        continue;
      }
      const source = readSource(field, events, scopes, types);
      problems.push(...source.problems.map((problem) => `${coordinate}: ${problem}`));
      sources.push(source.source);
    }
  }
  return { sources, problems };
}

function readSource(
  field: FieldDefinitionNode,
  events: readonly ConstDirectiveNode[],
  scopeDirectives: readonly ConstDirectiveNode[],
  types: ReadonlyMap<string, DefinitionNode>,
): { source: EventSource; problems: string[] } {
  const problems: string[] = argumentProblems(field, types);
  const reader = new PayloadReader(types);
  const payloads = new Map<string, EventChoice>();
  for (const each of events) {
    const subject = textArgument(each, 'subject') ?? '';
    const known = reader.problems.length;
    const payload = reader.read(textArgument(each, 'payload') ?? '', field.type);
    const about = `the payload of ${JSON.stringify(subject)} cannot be used: `;
    problems.push(...reader.problems.slice(known).map((problem) => `${about}${oneLine(problem)}`));
    if (!subjectForm.test(subject)) problems.push(`${JSON.stringify(subject)} is not the subject of an event`);
    if (payloads.has(subject)) problems.push(`${JSON.stringify(subject)} is named twice`);
    if (payload) payloads.set(subject, payload);
  }
  const owners = new Set(events.map((each) => ownerOf(textArgument(each, 'subject') ?? '')));
  if (owners.size > 1) {
    problems.push(`its events are of ${[...owners].join(' and ')}: events of different owners have no common order`);
  }
  // Of payloads that cannot be read it is not known what they tell.
  const told = reader.problems.length === 0 ? propertiesOf(field, payloads) : undefined;
  const scopes: EventScope[] = [];
  for (const each of scopeDirectives) {
    const scope = readEventScope(each, told, (problem) => problems.push(`@${each.name.value} ${problem}`));
    if (scope) scopes.push(scope);
  }
  const { types: made, abstractTypes } = reader;
  const name = `${subscriptionType}.${field.name.value}`;
  return { source: { field: field.name.value, name, payloads, types: made, abstractTypes, scopes }, problems };
}

/** The properties of payloads that a field is made of, or filtered by. */
function propertiesOf(
  { arguments: filters = [] }: FieldDefinitionNode,
  payloads: ReadonlyMap<string, EventChoice>,
): ReadonlySet<string> {
  const properties = new Set(filters.map(({ name }) => name.value).filter((name) => name !== sinceArgument));
  const add = (value: EventValue): void => {
    if (value.kind === 'property') {
      if (!ofEvents.has(value.property)) properties.add(value.property);
      return;
    }
    if (value.typeProperty !== undefined) properties.add(value.typeProperty);
    for (const { fields } of value.choices) for (const each of fields.values()) add(each);
  };
  for (const payload of payloads.values()) add(payload);
  return properties;
}

/** What stands for an event's own id, time and subject where properties of its payload are named. */
const ofEvents: ReadonlySet<string> = new Set(['_id', '_occurredAt', '_subject']);

/** `<owner>.<anything else>`, of tokens without the wildcards of NATS. */
const subjectForm = /^[^\s.*>]+(?:\.[^\s.*>]+)+$/;

function ownerOf(subject: string): string {
  return subject.split('.', 1)[0] ?? '';
}

/** Events are compared with arguments one value with one. */
function argumentProblems(field: FieldDefinitionNode, types: ReadonlyMap<string, DefinitionNode>): string[] {
  return (field.arguments ?? []).flatMap(({ name, type }) => {
    const kind = types.get(namedType(type))?.kind;
    if (isListType(type) || kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
      return [`its argument "${name.value}" is no single value, so events cannot be compared with it`];
    }
    if (name.value === sinceArgument && namedType(type) !== 'ID') {
      return [`its argument "${sinceArgument}" is the id of an event, so it has to be of the type ID`];
    }
    return [];
  });
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
