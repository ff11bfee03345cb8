import {
  getNamedType,
  isCompositeType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fieldDefinition, responseName } from '@reelhouse/authorization';

/**
 * What of the schema was denied, of what errors tell by paths: `Type.field`, or the name of a type that a fragment is on or
 * that the operation begins with. Each once.
 *
 * @param denials the errors of the operation that tell of denials.
 */
export function deniedCoordinates(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  denials: readonly GraphQLError[],
): readonly string[] {
  const root = schema.getRootType(operation.operation);
  if (!root) return [];
  const fragments = new Map(
    document.definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
  );
  const begin: Place = { type: root.name, sets: [operation.selectionSet], coordinate: root.name };
  return [
    ...new Set(
      denials.map(
        ({ path = [] }) => path.reduce((at, step) => below(schema, fragments, at, String(step)), begin).coordinate,
      ),
    ),
  ];
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** Where a path has led to. */
interface Place {
  readonly type: string;
  /** All that is selected of the objects there. */
  readonly sets: readonly SelectionSetNode[];
  readonly coordinate: string;
}

const onType = '... on ';

function below(schema: GraphQLSchema, fragments: Fragments, at: Place, step: string): Place {
  // All items of a list.
  if (step === '@') return at;
  if (step.startsWith(onType)) {
    const type = step.slice(onType.length);
    return { type, sets: at.sets.flatMap((set) => setsOn(type, set, at.type, fragments)), coordinate: type };
  }
  const parent = schema.getType(at.type);
  const named = at.sets
    .flatMap((set) => setsOn(at.type, set, at.type, fragments))
    .flatMap((set) => set.selections)
    .filter((each): each is FieldNode => each.kind === Kind.FIELD && responseName(each) === step);
  const field = named[0]?.name.value ?? step;
  const definition = isCompositeType(parent) ? fieldDefinition(schema, parent, field) : undefined;
  return {
    type: definition ? getNamedType(definition.type).name : '',
    sets: named.flatMap(({ selectionSet }) => selectionSet ?? []),
    coordinate: `${at.type}.${field}`,
  };
}

/** The selection sets on a type that stand in one: itself, if it is on that type, and those of fragments. */
function setsOn(
  type: string,
  set: SelectionSetNode,
  parent: string,
  fragments: Fragments,
  seen = new Set<string>(),
): SelectionSetNode[] {
  const within = set.selections.flatMap((selection): SelectionSetNode[] => {
    if (selection.kind === Kind.FIELD) return [];
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      if (seen.has(selection.name.value)) return [];
      seen.add(selection.name.value);
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    if (!fragment) return [];
    const condition = fragment.typeCondition?.name.value ?? parent;
    // Paths name each change of type: a type that stands below another one is reached step by step.
    return condition === parent || condition === type
      ? setsOn(type, fragment.selectionSet, condition, fragments, seen)
      : [];
  });
  return parent === type ? [set, ...within] : within;
}
