import { Kind, type SelectionSetNode } from 'graphql';
import type { SelectionSizes } from './selection-sizes.ts';

/** What it takes to find out whether the fields of a selection set can be merged. */
export interface MergedSelections {
  /** How often a response name stands at one place of the response, at most. */
  readonly repeats: number;
  /** How many fields and fragments have to be compared with each other, about and at most. */
  readonly comparisons: number;
}

/** Selections that are looked at, written out; what has more has too many for any limit. */
export const maxWrittenOut = 20_000;

/**
 * Merges what is asked for at the same place of the response, by sibling fields and fragments alike, as far down as it goes. The
 * rule of the specification compares any two of these, and any two fragments.
 *
 * @param selections how many there are, written out.
 */
export function mergeSelections(root: SelectionSetNode, selections: number, sizes: SelectionSizes): MergedSelections {
  if (selections > maxWrittenOut) return endless;
  let looked = 0;
  let repeats = 0;
  let comparisons = 0;
  const places: SelectionSetNode[][] = [[root]];
  for (let place = places.pop(); place; place = places.pop()) {
    looked += 1;
    // There are no more places than selections, unless a fragment leads round in a cycle.
    if (looked > maxWrittenOut + 1) return endless;
    const { fields, fieldCount, spreads } = collect(place, sizes);
    comparisons += (fieldCount + spreads) * spreads;
    for (const { times, below } of fields.values()) {
      repeats = Math.max(repeats, times);
      comparisons += times * times;
      if (below.length > 0) places.push(below);
    }
  }
  return { repeats, comparisons };
}

const endless: MergedSelections = { repeats: Infinity, comparisons: Infinity };

interface MergedField {
  times: number;
  readonly below: SelectionSetNode[];
}

/** The fields of selection sets by their response names; a fragment is read once, as it is when fields are collected. */
function collect(place: readonly SelectionSetNode[], sizes: SelectionSizes) {
  const fields = new Map<string, MergedField>();
  const read = new Set<string>();
  let fieldCount = 0;
  let spreads = 0;
  const sets = [...place];
  for (let set = sets.pop(); set; set = sets.pop()) {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        fieldCount += 1;
        const name = (selection.alias ?? selection.name).value;
        let field = fields.get(name);
        if (!field) fields.set(name, (field = { times: 0, below: [] }));
        field.times += 1;
        if (selection.selectionSet) field.below.push(selection.selectionSet);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        sets.push(selection.selectionSet);
      } else {
        spreads += 1;
        const name = selection.name.value;
        const fragment = read.has(name) ? undefined : sizes.spread(selection);
        read.add(name);
        if (fragment) sets.push(fragment.selectionSet);
      }
    }
  }
  return { fields, fieldCount, spreads };
}
