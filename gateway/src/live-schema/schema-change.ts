import { printSchema, type Supergraph } from '@apollo/federation-internals';

/** How one supergraph differs from another, by the names of subgraphs in alphabetical order. */
export interface SchemaChange {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Those that have another URL or another schema. */
  readonly changed: readonly string[];
}

/** What is different in `next`. */
export function schemaChange(previous: Supergraph, next: Supergraph): SchemaChange {
  const [before, after] = [descriptions(previous), descriptions(next)];
  const names = (all: ReadonlyMap<string, string>, keep: (name: string) => boolean) =>
    [...all.keys()].filter(keep).sort();
  return {
    added: names(after, (name) => !before.has(name)),
    removed: names(before, (name) => !after.has(name)),
    changed: names(after, (name) => before.has(name) && before.get(name) !== after.get(name)),
  };
}

function descriptions(supergraph: Supergraph): ReadonlyMap<string, string> {
  return new Map(
    supergraph
      .subgraphs()
      .values()
      .map(({ name, url, schema }) => [name, `${url}\n${printSchema(schema)}`] as const),
  );
}
