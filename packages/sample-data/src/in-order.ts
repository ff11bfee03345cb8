/** Some items of a stream, and the moment before which no later batch has any. */
export interface Batch<Item> {
  readonly items: readonly Item[];
  readonly completeBefore: number;
}

/** Puts the items of nearly ordered batches in the order of their moments, holding back no more than it must. */
export function* inOrder<Item>(batches: Iterable<Batch<Item>>, momentOf: (item: Item) => number): Generator<Item> {
  let held: Item[] = [];
  for (const { items, completeBefore } of batches) {
    held = held.concat(items).sort((a, b) => momentOf(a) - momentOf(b));
    const firstHeldBack = held.findIndex((item) => momentOf(item) >= completeBefore);
    const ready = firstHeldBack === -1 ? held.length : firstHeldBack;
    for (let index = 0; index < ready; index++) yield held[index] as Item;
    held = held.slice(ready);
  }
  yield* held;
}
