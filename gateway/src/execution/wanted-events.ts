import { isDeepStrictEqual } from 'node:util';
import {
  getArgumentValues,
  getNamedType,
  GraphQLError,
  GraphQLID,
  Kind,
  visit,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields } from '@reelhouse/compiled-schema';
import { clientError } from '@reelhouse/errors';
import type { LiveEvent } from '@reelhouse/events';
import { sinceArgument } from '../planning/read-event-sources.ts';
import { fieldsIn } from '../planning/unplanned-fields.ts';
import type { Variables, WantedEvents } from '../subscriptions/executable-subscription.ts';
import { readOwn } from './data.ts';
import { fragmentsOf } from './response-shape.ts';

/** Prepares which events the arguments of a subscription let through. */
export function compileWantedEvents(
  apiSchema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): (coerced: Variables) => WantedEvents {
  const root = apiSchema.getSubscriptionType();
  const fragments = fragmentsOf(document);
  return (coerced) => {
    const scope = { schema: apiSchema, fragments, conditions: coerced };
    const selected = root && collectFields(scope, root, [operation.selectionSet]);
    const [[node] = []] = selected?.values() ?? [];
    const field = node && root?.getFields()[node.name.value];
    if (!node || !field) throw new Error('a subscription has no field');
    const values = argumentsOf(field, node, coerced);
    const since = values[sinceArgument];
    const filters = field.args
      .filter(({ name }) => name !== sinceArgument && values[name] != null)
      .map(({ name, type }) => comparison(name, values[name], getNamedType(type) === GraphQLID));
    return {
      since: since == null ? undefined : textOf(since),
      wants: (event) => filters.every((lets) => lets(event)),
    };
  };
}

function argumentsOf(field: GraphQLField<unknown, unknown>, node: FieldNode, coerced: Variables): Variables {
  try {
    return getArgumentValues(field, node, coerced);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw clientError('BAD_USER_INPUT', error.message, {}, node);
  }
}

function comparison(property: string, wanted: unknown, isId: boolean): (event: LiveEvent) => boolean {
  if (!isId) return ({ payload }) => isDeepStrictEqual(readOwn(payload, property), wanted);
  const id = textOf(wanted);
  return ({ payload }) => {
    const value = readOwn(payload, property);
    return value != null && textOf(value) === id;
  };
}

/** An ID may be a number where it comes from. */
function textOf(id: unknown): string {
  return typeof id === 'string' ? id : JSON.stringify(id);
}

/** The variables that say after which event to begin, and nothing else. */
export function sinceVariables(document: DocumentNode, operation: OperationDefinitionNode): readonly string[] {
  const given = fieldsIn(document, operation.selectionSet, () => true)
    .flatMap((field) => field.arguments ?? [])
    .filter(({ name }) => name.value === sinceArgument);
  const others = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Argument: (node) => (given.includes(node) ? false : undefined),
    Variable: ({ name }) => void others.add(name.value),
  });
  const names = given.flatMap(({ value }) => (value.kind === Kind.VARIABLE ? [value.name.value] : []));
  return [...new Set(names)].filter((name) => !others.has(name));
}
