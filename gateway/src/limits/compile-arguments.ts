import {
  getNamedType,
  isInputObjectType,
  Kind,
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedInputType,
  type ValueNode,
} from 'graphql';
import { bounded, mostCost, sum, type Amount, type CostRun } from './cost-amount.ts';
import { isRecord, valueOfVariable, variableName } from './variable-value.ts';

/** Values of variables that one evaluation looks at, and how deep they may be: what has more costs the most. */
export const mostValues = 20_000;
const mostDepth = 100;

/** What an argument or an input field costs where it is given. */
interface InputCost {
  readonly type: GraphQLNamedInputType;
  /** As `@cost` has it, at the argument or at its type. */
  readonly weight: number | undefined;
  /** What the fields of an input object cost. */
  readonly fields: ReadonlyMap<string, InputCost>;
}

/** Compiles what the arguments of fields cost: those of scalars and enums nothing, an input object one, unless `@cost` says more. */
export class ArgumentCosts {
  readonly #weights: ReadonlyMap<string, number>;
  readonly #costs = new Map<string, InputCost>();

  /** @param weights by coordinates. */
  constructor(weights: ReadonlyMap<string, number>) {
    this.#weights = weights;
  }

  /** @param coordinate of the field. */
  compile(
    node: FieldNode,
    field: GraphQLField<unknown, unknown>,
    coordinate: string,
    defaults: ReadonlyMap<string, unknown>,
  ): Amount {
    const amounts = (node.arguments ?? []).flatMap(({ name, value }) => {
      const definition = field.args.find((each) => each.name === name.value);
      if (!definition) return [];
      const input = this.#costOf(`${coordinate}(${definition.name}:)`, definition.type);
      return isFree(input) ? [] : [ofLiteral(value, input, defaults)];
    });
    return sum(amounts);
  }

  #costOf(coordinate: string, type: GraphQLInputType): InputCost {
    const known = this.#costs.get(coordinate);
    if (known) return known;
    const named = getNamedType(type);
    const fields = new Map<string, InputCost>();
    const weight = this.#weights.get(coordinate) ?? this.#weights.get(named.name);
    const cost: InputCost = { type: named, weight, fields };
    this.#costs.set(coordinate, cost);
    if (isInputObjectType(named)) {
      for (const field of Object.values(named.getFields())) {
        fields.set(field.name, this.#costOf(`${named.name}.${field.name}`, field.type));
      }
    }
    return cost;
  }
}

function isFree({ type, weight = 0 }: InputCost): boolean {
  return weight === 0 && !isInputObjectType(type);
}

function ofLiteral(value: ValueNode, input: InputCost, defaults: ReadonlyMap<string, unknown>): Amount {
  const variable = variableName(value);
  if (variable !== undefined) {
    return (run) => bounded(ofValue(valueOfVariable(run.variables, variable, defaults), input, run, 0));
  }
  const { type, weight } = input;
  switch (value.kind) {
    case Kind.NULL:
      return 0;
    case Kind.LIST:
      return sum(
        value.values.map((each) => ofLiteral(each, input, defaults)),
        weight,
      );
    case Kind.OBJECT:
      if (!isInputObjectType(type)) return bounded(weight ?? 0);
      return sum(
        value.fields.map((each) => {
          const field = input.fields.get(each.name.value);
          return field ? ofLiteral(each.value, field, defaults) : 0;
        }),
        weight ?? 1,
      );
    default:
      return bounded(weight ?? 0);
  }
}

/** What a value as it was sent costs. It may be negative, as weights may. */
function ofValue(value: unknown, input: InputCost, run: CostRun, depth: number): number {
  if (value === undefined || value === null || isFree(input)) return 0;
  run.valuesLeft -= 1;
  if (run.valuesLeft < 0 || depth > mostDepth) return mostCost;
  const { type, weight, fields } = input;
  if (Array.isArray(value)) {
    let total = weight ?? 0;
    for (const each of value) {
      total += ofValue(each, input, run, depth + 1);
      if (run.valuesLeft < 0) return mostCost;
    }
    return bounded(total);
  }
  if (!isInputObjectType(type) || !isRecord(value)) return bounded(weight ?? 0);
  let total = weight ?? 1;
  for (const [name, field] of fields) {
    if (Object.hasOwn(value, name)) total += ofValue(value[name], field, run, depth + 1);
  }
  return bounded(total);
}
