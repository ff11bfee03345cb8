import {
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { OperationAccess } from './operation-access.ts';
import type { Requirement } from './requirement.ts';
import { isAlwaysSkipped } from './static-conditions.ts';

/** What of an operation somebody may not see. A fragment has the same verdict at each use. */
export class Verdict {
  readonly access: OperationAccess;
  readonly #unmet: ReadonlySet<Requirement>;
  readonly #denied = new Map<SelectionSetNode, boolean>();
  readonly #changed = new Map<SelectionSetNode, boolean>();

  /** @param unmet the requirements that whoever asks does not meet. */
  constructor(access: OperationAccess, unmet: ReadonlySet<Requirement>) {
    this.access = access;
    this.#unmet = unmet;
  }

  /** Whether a selection itself is denied, or the operation by the type of its root. */
  denies(node: SelectionNode | OperationDefinitionNode): boolean {
    return this.#unmet.size > 0 && this.access.requiredBy(node).some((requirement) => this.#unmet.has(requirement));
  }

  /** Whether anything in a selection set is denied that might be asked for. */
  deniesWithin(set: SelectionSetNode): boolean {
    return this.#within(set, this.#denied, false);
  }

  /** Whether anything in a selection set is not in the filtered operation: also what is skipped in any case. */
  changesWithin(set: SelectionSetNode): boolean {
    return this.#within(set, this.#changed, true);
  }

  #within(set: SelectionSetNode, known: Map<SelectionSetNode, boolean>, ifSkipped: boolean): boolean {
    let within = known.get(set);
    if (within === undefined) {
      within = set.selections.some((selection) => {
        if (isAlwaysSkipped(selection)) return ifSkipped;
        if (this.denies(selection)) return true;
        const below = this.#setOf(selection);
        return below !== undefined && this.#within(below, known, ifSkipped);
      });
      known.set(set, within);
    }
    return within;
  }

  #setOf(selection: SelectionNode): SelectionSetNode | undefined {
    return (selection.kind === Kind.FRAGMENT_SPREAD ? this.fragment(selection.name.value) : selection).selectionSet;
  }

  /** A fragment that the operation uses. */
  fragment(name: string): FragmentDefinitionNode {
    const fragment = this.access.fragments.get(name);
    if (!fragment) throw new Error('an operation uses a fragment that is not defined');
    return fragment;
  }

  /** The response names of fields whose objects are filtered, or that stand below something denied. */
  affectedNames(): ReadonlySet<string> {
    const names = new Set<string>();
    const seen = new Set<string>();
    const read = (set: SelectionSetNode, isBelow: boolean): void => {
      for (const selection of set.selections) {
        if (isAlwaysSkipped(selection)) continue;
        const below = isBelow || this.denies(selection);
        if (selection.kind === Kind.FRAGMENT_SPREAD) {
          const key = `${selection.name.value}:${String(below)}`;
          if (seen.has(key)) continue;
          seen.add(key);
          read(this.fragment(selection.name.value).selectionSet, below);
        } else if (selection.selectionSet) {
          const isField = selection.kind === Kind.FIELD;
          if (isField && (below || this.changesWithin(selection.selectionSet))) names.add(responseName(selection));
          read(selection.selectionSet, below);
        }
      }
    };
    read(this.access.operation.selectionSet, false);
    return names;
  }
}

/** What a field is called in the response. */
export function responseName({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}
