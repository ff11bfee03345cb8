import type { Variables } from './variable-value.ts';

/** One evaluation of a compiled cost. */
export interface CostRun {
  readonly variables: Variables;
  /** What was evaluated already, by slot; `NaN` before. */
  readonly slots: Float64Array;
  /** Values of variables that may still be looked at. */
  valuesLeft: number;
}

/** A cost or a size: never negative, `NaN` or more than {@link mostCost}. It is a number where no variable changes it. */
export type Amount = number | ((run: CostRun) => number);

/** What is more costs this: far more than anything may, and still exact as a number. */
export const mostCost = 1e15;

/** The nearest that an amount may be. */
export function bounded(value: number): number {
  if (value >= mostCost) return mostCost;
  return value > 0 ? value : 0;
}

/** The value of an amount. */
export function evaluate(amount: Amount, run: CostRun): number {
  return typeof amount === 'number' ? amount : amount(run);
}

/** @param constant may be negative: a weight. */
export function sum(amounts: readonly Amount[], constant = 0): Amount {
  let fixed = constant;
  const changing: ((run: CostRun) => number)[] = [];
  for (const amount of amounts) {
    if (typeof amount === 'number') fixed += amount;
    else changing.push(amount);
  }
  if (changing.length === 0) return bounded(fixed);
  const [first] = changing;
  if (first && changing.length === 1 && fixed === 0) return first;
  return (run) => {
    let total = fixed;
    for (const amount of changing) total += amount(run);
    return bounded(total);
  };
}

export function product(a: Amount, b: Amount): Amount {
  if (a === 0 || b === 0) return 0;
  if (a === 1) return b;
  if (b === 1) return a;
  if (typeof a === 'number' && typeof b === 'number') return bounded(a * b);
  return (run) => bounded(evaluate(a, run) * evaluate(b, run));
}

export function largest(amounts: readonly Amount[]): Amount {
  let fixed = 0;
  const changing = new Set<(run: CostRun) => number>();
  for (const amount of amounts) {
    if (typeof amount === 'number') fixed = Math.max(fixed, amount);
    else changing.add(amount);
  }
  if (changing.size === 0) return fixed;
  const each = [...changing];
  const [first] = each;
  if (first && each.length === 1 && fixed === 0) return first;
  return (run) => {
    let most = fixed;
    for (const amount of each) most = Math.max(most, amount(run));
    return most;
  };
}

/** Nothing where a condition does not hold. */
export function onlyIf(condition: boolean | ((run: CostRun) => boolean), amount: Amount): Amount {
  if (condition === true || amount === 0) return amount;
  if (condition === false) return 0;
  return (run) => (condition(run) ? evaluate(amount, run) : 0);
}
