import type { EventScope } from './event-scope.ts';

/** A value that is made of one property of an event. */
export interface EventProperty {
  readonly kind: 'property';
  readonly property: string;
  /** Whether it is an ID: numbers become texts. */
  readonly isId: boolean;
}

/** An object that is made of properties of an event. */
export interface EventObject {
  /** The name of its type, which is an object type. */
  readonly type: string;
  readonly fields: ReadonlyMap<string, EventValue>;
  /** The properties without which there is no such object. */
  readonly needs: readonly string[];
}

/** An object of one of several types: that which a property names, or the first whose properties are there. */
export interface EventChoice {
  readonly kind: 'object';
  /** One, where the schema allows but one. */
  readonly choices: readonly EventObject[];
  /** The property that holds the name of the type. */
  readonly typeProperty: string | undefined;
}

export type EventValue = EventProperty | EventChoice;

/** What of a supergraph is answered by events: one field of `Subscription`. */
export interface EventSource {
  readonly field: string;
  /** The name, as of a subgraph, under which plans ask for it. */
  readonly name: string;
  /** How the field's value is made of an event, by the event's subject. All are of one owner. */
  readonly payloads: ReadonlyMap<string, EventChoice>;
  /** The fields that are made of events, by the name of their object type. */
  readonly types: ReadonlyMap<string, ReadonlySet<string>>;
  /** The object types that are made, by the name of a union or interface. */
  readonly abstractTypes: ReadonlyMap<string, ReadonlySet<string>>;
  /** To whom its events are told: the first decides that is for somebody's scopes. None: to all who listen. */
  readonly scopes: readonly EventScope[];
}
