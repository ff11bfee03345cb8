import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedOutputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { mostValues, type ArgumentCosts } from './compile-arguments.ts';
import { compileListSize } from './compile-list-size.ts';
import { evaluate, largest, mostCost, onlyIf, product, sum, type Amount, type CostRun } from './cost-amount.ts';
import type { CostDirectives, ListSize } from './cost-directives.ts';
import type { OperationCost } from './cost-model.ts';
import { valueOfVariable, variableDefaults } from './variable-value.ts';

/** What is compiled, and by which rules. */
export interface CostCompilerOptions {
  readonly schema: GraphQLSchema;
  readonly directives: CostDirectives;
  readonly argumentCosts: ArgumentCosts;
  readonly defaultListSize: number;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** What the selections of an object cost. */
interface SelectionCost {
  /** But for what is in `sized`. */
  readonly fixed: Amount;
  /** For each item of the lists whose length is said by the field that the object is of. */
  readonly sized: Amount;
}

const free: SelectionCost = { fixed: 0, sized: 0 };
const endless: SelectionCost = { fixed: mostCost, sized: 0 };
const mutationFieldCost = 10;
/** Selection sets in each other, through fragments too, that are looked into: what is below costs the most. */
const maxRecursion = 1000;

/** Compiles one operation. A selection set is compiled once for each type that its object may have, and evaluated once. */
export class CostCompiler {
  readonly #options: CostCompilerOptions;
  readonly #defaults: ReadonlyMap<string, unknown>;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #open = new Set<FragmentDefinitionNode>();
  readonly #compiled = new Map<SelectionSetNode, Map<ListSize | undefined, Map<string, SelectionCost>>>();
  #slots = 0;

  constructor(options: CostCompilerOptions) {
    this.#options = options;
    this.#defaults = variableDefaults(options.operation);
    for (const definition of options.document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(definition.name.value, definition);
    }
  }

  compile(): OperationCost {
    const { schema, operation } = this.#options;
    const root = schema.getRootType(operation.operation);
    const { fixed } = root ? this.#ofSet(operation.selectionSet, root, undefined, 0) : free;
    if (typeof fixed === 'number') return { cost: () => fixed };
    const slots = this.#slots;
    return {
      cost: (variables) => fixed({ variables, slots: new Float64Array(slots).fill(NaN), valuesLeft: mostValues }),
    };
  }

  /**
   * @param type of the object.
   * @param sizing what says the length of lists among the selections.
   */
  #ofSet(set: SelectionSetNode, type: GraphQLObjectType, sizing: ListSize | undefined, level: number): SelectionCost {
    if (level > maxRecursion) return endless;
    const known = this.#known(set, sizing);
    const compiled = known.get(type.name);
    if (compiled) return compiled;
    const costs = set.selections.map((selection) => this.#ofSelection(selection, type, sizing, level));
    const cost = {
      fixed: this.#once(sum(costs.map(({ fixed }) => fixed))),
      sized: this.#once(sum(costs.map(({ sized }) => sized))),
    };
    known.set(type.name, cost);
    return cost;
  }

  #known(set: SelectionSetNode, sizing: ListSize | undefined): Map<string, SelectionCost> {
    let ofSet = this.#compiled.get(set);
    if (!ofSet) this.#compiled.set(set, (ofSet = new Map<ListSize | undefined, Map<string, SelectionCost>>()));
    let ofSizing = ofSet.get(sizing);
    if (!ofSizing) ofSet.set(sizing, (ofSizing = new Map<string, SelectionCost>()));
    return ofSizing;
  }

  #ofSelection(
    selection: SelectionNode,
    type: GraphQLObjectType,
    sizing: ListSize | undefined,
    level: number,
  ): SelectionCost {
    const condition = this.#condition(selection.directives);
    if (condition === false) return free;
    const { fixed, sized } = this.#ofIncluded(selection, type, sizing, level);
    return { fixed: onlyIf(condition, fixed), sized: onlyIf(condition, sized) };
  }

  #ofIncluded(
    selection: SelectionNode,
    type: GraphQLObjectType,
    sizing: ListSize | undefined,
    level: number,
  ): SelectionCost {
    switch (selection.kind) {
      case Kind.FIELD:
        return this.#ofField(selection, type, sizing, level);
      case Kind.INLINE_FRAGMENT:
        if (!this.#applies(selection.typeCondition?.name.value, type)) return free;
        return this.#ofSet(selection.selectionSet, type, sizing, level + 1);
      case Kind.FRAGMENT_SPREAD: {
        const fragment = this.#fragments.get(selection.name.value);
        if (!fragment || this.#open.has(fragment) || !this.#applies(fragment.typeCondition.name.value, type))
          return free;
        this.#open.add(fragment);
        const cost = this.#ofSet(fragment.selectionSet, type, sizing, level + 1);
        this.#open.delete(fragment);
        return cost;
      }
    }
  }

  #ofField(node: FieldNode, parent: GraphQLObjectType, sizing: ListSize | undefined, level: number): SelectionCost {
    const { argumentCosts, schema, defaultListSize } = this.#options;
    const field = parent.getFields()[node.name.value];
    if (!field) return free;
    const { weights, listSizes } = this.#options.directives;
    const coordinate = `${parent.name}.${field.name}`;
    const listSize = ofFieldOrInterface(listSizes, parent, field.name);
    const size = listSize ? compileListSize(listSize, node, field, this.#defaults, defaultListSize) : defaultListSize;
    const named = getNamedType(field.type);
    const weight = ofFieldOrInterface(weights, parent, field.name) ?? this.#weightOf(named);
    const each = sum([this.#below(node, named, listSize, size, level)], weight);
    const own = sum([
      argumentCosts.compile(node, field, coordinate, this.#defaults),
      parent === schema.getMutationType() ? mutationFieldCost : 0,
    ]);
    if (!isList(field)) return { fixed: sum([own, each]), sized: 0 };
    if (sizing?.sizedFields.has(field.name)) return { fixed: own, sized: each };
    return { fixed: sum([own, product(size, each)]), sized: 0 };
  }

  /** What the selections of one value of a field cost: those of the most expensive type that it may have. */
  #below(
    { selectionSet }: FieldNode,
    named: GraphQLNamedOutputType,
    listSize: ListSize | undefined,
    size: Amount,
    level: number,
  ): Amount {
    if (!selectionSet || !isCompositeType(named)) return 0;
    const possible = isAbstractType(named) ? this.#options.schema.getPossibleTypes(named) : [named];
    return largest(
      possible.map((type) => {
        const { fixed, sized } = this.#ofSet(selectionSet, type, listSize, level + 1);
        return sum([fixed, product(size, sized)]);
      }),
    );
  }

  #weightOf(type: GraphQLNamedOutputType): number {
    const { schema, directives } = this.#options;
    const given = directives.weights.get(type.name);
    if (given !== undefined) return given;
    if (!isAbstractType(type)) return isObjectType(type) ? 1 : 0;
    return Math.max(...schema.getPossibleTypes(type).map((each) => this.#weightOf(each)), 0);
  }

  #applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const { schema } = this.#options;
    const named = schema.getType(condition);
    return isAbstractType(named) && schema.isSubType(named, type);
  }

  /** Whether a selection is included. A condition that is not known holds. */
  #condition(directives: readonly DirectiveNode[] = []): boolean | ((run: CostRun) => boolean) {
    const open: ((run: CostRun) => boolean)[] = [];
    for (const { name, arguments: given } of directives) {
      const wanted = name.value === 'include' ? true : name.value === 'skip' ? false : undefined;
      const value = given?.find((each) => each.name.value === 'if')?.value;
      if (wanted === undefined || !value) continue;
      if (value.kind === Kind.BOOLEAN && value.value !== wanted) return false;
      if (value.kind !== Kind.VARIABLE) continue;
      const variable = value.name.value;
      open.push((run) => valueOfVariable(run.variables, variable, this.#defaults) !== !wanted);
    }
    return open.length === 0 || ((run) => open.every((each) => each(run)));
  }

  /** However often an amount counts, it is evaluated once. */
  #once(amount: Amount): Amount {
    if (typeof amount === 'number') return amount;
    const slot = this.#slots++;
    return (run) => {
      const known = run.slots[slot] ?? NaN;
      if (!Number.isNaN(known)) return known;
      return (run.slots[slot] = evaluate(amount, run));
    };
  }
}

function isList({ type }: GraphQLField<unknown, unknown>): boolean {
  return isListType(getNullableType(type));
}

/** What is said of a field of an object, or else of the interface that has it. */
function ofFieldOrInterface<Said>(
  said: ReadonlyMap<string, Said>,
  type: GraphQLObjectType,
  field: string,
): Said | undefined {
  for (const each of [type, ...type.getInterfaces()]) {
    const found = said.get(`${each.name}.${field}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
