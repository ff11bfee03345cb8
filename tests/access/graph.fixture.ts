import { readFileSync } from 'node:fs';
import { buildSchema, isObjectType, Kind, parse, type GraphQLObjectType, type GraphQLSchema } from 'graphql';

const textOf = (name: string): string => readFileSync(new URL(`../../schema/${name}`, import.meta.url), 'utf8');

/** The graph as clients see it. */
export const clientSchema: GraphQLSchema = buildSchema(textOf('api.graphql'));

/** The composed supergraph, as the gateway reads it. */
export const supergraph = parse(textOf('supergraph.graphql'), { noLocation: true });

const joined = supergraph.definitions.flatMap((definition) =>
  definition.kind === Kind.OBJECT_TYPE_DEFINITION && !definition.name.value.includes('__') ? [definition] : [],
);

/** Every field of every object type, as `Type.field`; also those that clients do not know. */
export const coordinates: readonly string[] = joined.flatMap(({ name, fields = [] }) =>
  fields.map((field) => `${name.value}.${field.name.value}`),
);

/** The types whose rows are joined by a key. Values are reached by what leads to them only. */
export const entityTypes: ReadonlySet<string> = new Set(
  joined
    .filter(({ directives = [] }) =>
      directives.some(
        (directive) =>
          directive.name.value === 'join__type' && directive.arguments?.some(({ name }) => name.value === 'key'),
      ),
    )
    .map(({ name }) => name.value),
);

/** An object type that clients know. */
export function objectType(name: string): GraphQLObjectType {
  const type = clientSchema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is no object type that clients know`);
  return type;
}
