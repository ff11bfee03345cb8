/** Texts that are more than they seem. Each has a name of its own, so that what is known of one does not help with the next. */

/** As many aliases of one field. */
export function aliases(count: number, index: number): string {
  const fields = Array.from({ length: count }, (_, alias) => `a${alias}:__typename`);
  return `query Aliases${index}{${fields.join(' ')}}`;
}

/** Fields in fields. */
export function deep(depth: number, index: number): string {
  return `query Deep${index}{${'rentals{'.repeat(depth)}id${'}'.repeat(depth)}}`;
}

/** Fragments that spread the next twice: 2 to the power of how many there are, written out. */
export function fragmentBomb(levels: number, index: number): string {
  const fragments = Array.from({ length: levels }, (_, level) => {
    const next = level + 1 < levels ? `a:film(id:1){id} ...F${level + 1} ...F${level + 1}` : 'b:__typename';
    return `fragment F${level} on Query{${next}}`;
  });
  return `query Bomb${index}{...F0} ${fragments.join(' ')}`;
}

/** Fragments each of which spreads all, itself too. */
export function fragmentCycles(count: number, index: number): string {
  const all = Array.from({ length: count }, (_, fragment) => `...F${fragment}`).join(' ');
  const fragments = Array.from({ length: count }, (_, fragment) => `fragment F${fragment} on Query{${all}}`);
  return `query Cycles${index}{...F0} ${fragments.join(' ')}`;
}

/** A small valid one. */
export function small(index: number): string {
  return `query Small${index}{film(id:"1"){id a${index}:title}}`;
}
