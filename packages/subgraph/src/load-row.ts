import { parseId, type RowLoader } from '@reelhouse/database';

/** An entity of another subgraph, or of this one where only its id is needed: its key. */
export interface Reference {
  readonly id: number;
}

/** The row of an id of the graph, null if there is none: an unknown id is not an error. */
export async function loadRow<Row extends object>(rows: RowLoader<Row>, id: string | number): Promise<Row | null> {
  const key = parseId(String(id));
  return key === undefined ? null : ((await rows.load(key)) ?? null);
}

/**
 * The row that a foreign key of the same schema leads to.
 *
 * @throws if there is none: the constraint was lost.
 */
export async function loadExisting<Row extends object>(rows: RowLoader<Row>, key: number): Promise<Row> {
  const row = await rows.load(key);
  if (!row) throw new Error(`a foreign key leads nowhere: ${key}`);
  return row;
}

/**
 * Resolves the reference to an entity whose rows another subgraph owns: the id is taken as it is, because whoever joins
 * it has read it from its owner.
 */
export function resolveReference(reference: { readonly id: string | number }): Reference | null {
  const id = parseId(String(reference.id));
  return id === undefined ? null : { id };
}
