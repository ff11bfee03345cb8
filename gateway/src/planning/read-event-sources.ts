import {
  Kind,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
} from 'graphql';
import { PayloadReader } from './event-payload.ts';
import type { EventChoice, EventSource } from './event-source.ts';
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
export function readEventSources(document: DocumentNode, { event }: LiveDirectives): EventSources {
  if (event === undefined) return { sources: [], problems: [] };
  const problems: string[] = [];
  const sources: EventSource[] = [];
  const types = typesOf(document);
  for (const type of document.definitions.filter(hasFields)) {
    for (const field of type.fields ?? []) {
      const events = (field.directives ?? []).filter(({ name }) => name.value === event);
      if (events.length === 0) continue;
      const coordinate = `${type.name.value}.${field.name.value}`;
      if (type.name.value !== subscriptionType) {
        problems.push(`${coordinate}: @${event} belongs to fields of ${subscriptionType}`);
        continue;
      }
      const source = readSource(field, events, types);
      problems.push(...source.problems.map((problem) => `${coordinate}: ${problem}`));
      sources.push(source.source);
    }
  }
  return { sources, problems };
}

function readSource(
  field: FieldDefinitionNode,
  events: readonly ConstDirectiveNode[],
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
  const { types: made, abstractTypes } = reader;
  const name = `${subscriptionType}.${field.name.value}`;
  return { source: { field: field.name.value, name, payloads, types: made, abstractTypes }, problems };
}

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
