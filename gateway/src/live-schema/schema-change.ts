import { setImmediate } from 'node:timers/promises';
import { printSchema, type Supergraph } from '@apollo/federation-internals';

/** How one supergraph differs from another, by the names of subgraphs in alphabetical order. */
export interface SchemaChange {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Those that have another URL or another schema. */
  readonly changed: readonly string[];
}

/** What is different in `next`. Requests have their turn meanwhile. */
export async function schemaChange(previous: Supergraph, next: Supergraph): Promise<SchemaChange> {
  const before = await descriptions(previous);
  const after = await descriptions(next);
  const names = (all: ReadonlyMap<string, string>, keep: (name: string) => boolean) =>
    [...all.keys()].filter(keep).sort();
  return {
    added: names(after, (name) => !before.has(name)),
    removed: names(before, (name) => !after.has(name)),
    changed: names(after, (name) => before.has(name) && before.get(name) !== after.get(name)),
  };
}

async function descriptions(supergraph: Supergraph): Promise<ReadonlyMap<string, string>> {
  const all = new Map<string, string>();
  for (const { name, url, schema } of supergraph.subgraphs().values()) {
    await setImmediate();
    all.set(name, `${url}\n${printSchema(schema)}`);
  }
  return all;
}
