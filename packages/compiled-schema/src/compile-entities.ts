import { getNullableType, isListType, isObjectType, isUnionType, type GraphQLResolveInfo } from 'graphql';
import { compileArguments } from './compile-arguments.ts';
import { compileField, type ReadField } from './compile-field.ts';
import { compileObject } from './compile-object.ts';
import type { CompleteValue } from './compile-value.ts';
import { Pending, type Execution } from './execution.ts';
import { isPromise } from './is-promise.ts';
import { Position } from './position.ts';
import { resolveInfo, type Compilation, type SelectedField } from './resolve-info.ts';

/** The type of an entity, and the fields that tell which one it is. */
interface Representation {
  readonly __typename: string;
}

/** Whether a field is the one by which a gateway joins entities, as `buildSubgraphSchema` of Apollo makes it. */
export function isEntities({ schema }: Compilation, { definition, parentType }: SelectedField): boolean {
  if (definition.name !== '_entities' || parentType !== schema.getQueryType() || !definition.resolve) return false;
  const list = getNullableType(definition.type);
  return isListType(list) && isUnionType(list.ofType) && list.ofType.name === '_Entity';
}

/** How entities of one type are resolved. */
interface Entity {
  readonly resolve: (representation: object, context: unknown, info: GraphQLResolveInfo) => unknown;
  readonly complete: CompleteValue;
}

/**
 * Compiles `_entities`. The type of an entity is known from its representation, so that it need not be found out, and
 * none is waited for that is there. An entity that cannot be resolved costs its own place only. Where the type is an
 * interface, the resolver of Apollo finds out what each entity is.
 */
export function compileEntities(compilation: Compilation, field: SelectedField): ReadField {
  const { nodes, responseName, parentType } = field;
  const resolveByApollo = compileField(compilation, field);
  const readArguments = compileArguments(field);
  const entityOf = rememberEntities(compilation, field);

  return (execution, source, at) => {
    const place = new Position(at, responseName, parentType.name, false);
    let representations: readonly Representation[];
    try {
      representations = readArguments(execution)['representations'] as readonly Representation[];
    } catch (error) {
      return execution.refuse(error, nodes, place);
    }
    if (!representations.every(({ __typename }) => entityOf(__typename))) return resolveByApollo(execution, source, at);

    const info = resolveInfo(compilation, field, execution, place);
    let pending: Pending[] | undefined;
    const entities = representations.map((representation, index) => {
      const itemPlace = new Position(place, index, undefined, true);
      const entity = resolveEntity(execution, entityOf(representation.__typename), representation, info, itemPlace);
      if (!(entity instanceof Pending)) return entity;
      (pending ??= []).push(entity);
      return null;
    });
    if (pending) execution.await(pending, entities);
    return entities;
  };
}

function resolveEntity(
  execution: Execution,
  entity: Entity | undefined,
  representation: Representation,
  info: GraphQLResolveInfo,
  place: Position,
): unknown {
  if (!entity) return null;
  let value: unknown;
  try {
    value = entity.resolve(representation, execution.context, info);
  } catch (error) {
    return execution.refuse(error, info.fieldNodes, place);
  }
  return isPromise(value) ? later(execution, entity, value, info, place) : complete(execution, entity, value, place);
}

function complete(execution: Execution, entity: Entity, value: unknown, place: Position): unknown {
  return value == null ? null : (entity.complete(execution, value, place) ?? null);
}

function later(
  execution: Execution,
  entity: Entity,
  value: PromiseLike<unknown>,
  { fieldNodes }: GraphQLResolveInfo,
  place: Position,
): Pending {
  return new Pending(
    value,
    (settled) => complete(execution, entity, settled, place),
    (error) => execution.refuse(error, fieldNodes, place),
    place,
  );
}

function rememberEntities(compilation: Compilation, field: SelectedField): (typename: string) => Entity | undefined {
  const known = new Map<string, Entity | undefined>();
  return (typename) => {
    if (!known.has(typename)) known.set(typename, compileEntity(compilation, field, typename));
    return known.get(typename);
  };
}

/** Undefined for what is no object type: representations come from outside. */
function compileEntity(compilation: Compilation, field: SelectedField, typename: string): Entity | undefined {
  const type = compilation.schema.getType(typename);
  if (!isObjectType(type)) return undefined;
  const completeObject = compileObject(compilation, field, type);
  const complete: CompleteValue = (execution, value, place) => {
    try {
      if (value instanceof Error) throw value;
      return completeObject(execution, value, place);
    } catch (error) {
      return execution.refuse(error, field.nodes, place);
    }
  };
  const { apollo } = type.extensions as { apollo?: { subgraph?: { resolveReference?: Entity['resolve'] } } };
  const resolve = apollo?.subgraph?.resolveReference ?? ((representation: object) => representation);
  return { resolve, complete };
}
