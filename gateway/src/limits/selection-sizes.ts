import {
  Kind,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** How much is selected, with fragments written out. A number that is too large for one is `Infinity`. */
export interface SelectionSize {
  /** Fields in fields. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Fields of the set itself. */
  readonly topFields: number;
  readonly fields: number;
  /** Fields, spreads and inline fragments. */
  readonly selections: number;
  /** Whether the set itself asks for the schema. */
  readonly introspects: boolean;
}

type Changing<Type> = { -readonly [Name in keyof Type]: Type[Name] };

/** Selection sets in each other, through fragments too, that are looked into: what is below is endless for all we say. */
const maxRecursion = 1000;

const nothing: SelectionSize = {
  depth: 0,
  aliases: 0,
  directives: 0,
  topFields: 0,
  fields: 0,
  selections: 0,
  introspects: false,
};
const endless: SelectionSize = {
  depth: Infinity,
  aliases: Infinity,
  directives: Infinity,
  topFields: Infinity,
  fields: Infinity,
  selections: Infinity,
  introspects: true,
};

/** Measures the operations of one document, in time that is linear in it: a fragment is measured once. */
export class SelectionSizes {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #measured = new Map<FragmentDefinitionNode, SelectionSize>();
  readonly #open = new Set<FragmentDefinitionNode>();
  readonly #cut = new Set<FragmentSpreadNode>();

  constructor(fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.#fragments = fragments;
  }

  ofOperation(operation: OperationDefinitionNode): SelectionSize {
    const size = this.#ofSet(operation.selectionSet, 0);
    const own = (operation.variableDefinitions ?? []).reduce((sum, each) => sum + count(each.directives), 0);
    return { ...size, directives: size.directives + count(operation.directives) + own };
  }

  ofFragment(fragment: FragmentDefinitionNode): SelectionSize {
    return this.#ofFragment(fragment, 0);
  }

  /** Whether a fragment was measured, because something that was spreads it. */
  isMeasured(fragment: FragmentDefinitionNode): boolean {
    return this.#measured.has(fragment);
  }

  /** The fragment that a spread stands for; undefined where there is none, or where it would lead round in a cycle. */
  spread(spread: FragmentSpreadNode): FragmentDefinitionNode | undefined {
    return this.#cut.has(spread) ? undefined : this.#fragments.get(spread.name.value);
  }

  #ofFragment(fragment: FragmentDefinitionNode, level: number): SelectionSize {
    const known = this.#measured.get(fragment);
    if (known) return known;
    this.#open.add(fragment);
    const size = this.#ofSet(fragment.selectionSet, level);
    this.#open.delete(fragment);
    const whole = { ...size, directives: size.directives + count(fragment.directives) };
    this.#measured.set(fragment, whole);
    return whole;
  }

  #ofSet(set: SelectionSetNode, level: number): SelectionSize {
    if (level > maxRecursion) return endless;
    const sum: Changing<SelectionSize> = { ...nothing };
    for (const selection of set.selections) {
      const below = this.#below(selection, level + 1);
      sum.selections += 1 + below.selections;
      sum.directives += count(selection.directives) + below.directives;
      sum.aliases += below.aliases;
      sum.fields += below.fields;
      if (selection.kind === Kind.FIELD) {
        const { alias, name } = selection;
        if (alias) sum.aliases += 1;
        sum.fields += 1;
        sum.topFields += 1;
        sum.depth = Math.max(sum.depth, below.depth + 1);
        sum.introspects ||= name.value === '__schema' || name.value === '__type';
      } else {
        sum.topFields += below.topFields;
        sum.depth = Math.max(sum.depth, below.depth);
        sum.introspects ||= below.introspects;
      }
    }
    return sum;
  }

  #below(selection: SelectionNode, level: number): SelectionSize {
    if (selection.kind !== Kind.FRAGMENT_SPREAD) {
      return selection.selectionSet ? this.#ofSet(selection.selectionSet, level) : nothing;
    }
    const fragment = this.#fragments.get(selection.name.value);
    if (!fragment) return nothing;
    if (this.#open.has(fragment)) {
      this.#cut.add(selection);
      return nothing;
    }
    return this.#ofFragment(fragment, level);
  }
}

function count(nodes: readonly unknown[] | undefined): number {
  return nodes?.length ?? 0;
}
