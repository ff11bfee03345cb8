import Table from 'cli-table3';
import { median } from '../median.ts';

/** Two ways to do the same, measured in turns. */
export interface Comparison {
  readonly name: string;
  readonly unit: 'µs of CPU' | 'requests/s' | 'ms';
  /** What was measured of each in each round, or of each document. */
  readonly measured: readonly number[];
  readonly beside: readonly number[];
  /** How much more it may cost than what it is measured beside; undefined where nothing is aimed at. */
  readonly aim?: number;
}

/** A comparison, and what it came to. */
export interface ComparisonResult extends Omit<Comparison, 'measured' | 'beside'> {
  readonly measured: number;
  readonly beside: number;
  /** How many times dearer it is: the median of the ratios, round by round, so that a slow moment meets both. */
  readonly ratio: number;
  /** Undefined where nothing is aimed at. */
  readonly met: boolean | undefined;
}

/** The medians of both, and of their ratios. */
export function resultOf({ measured, beside, ...comparison }: Comparison): ComparisonResult {
  const dearer = measured.map((figure, index) => {
    const other = beside[index] ?? Number.NaN;
    return comparison.unit === 'requests/s' ? other / figure : figure / other;
  });
  const ratio = median(dearer);
  const { aim } = comparison;
  const met = aim === undefined ? undefined : ratio <= aim;
  return { ...comparison, measured: median(measured), beside: median(beside), ratio, met };
}

/** The comparisons, one a line. */
export function accessTable(results: readonly ComparisonResult[]): string {
  const head = ['', 'unit', 'with', 'without', 'times dearer', 'aim', ''];
  const colAligns = head.map((_, index) => (index >= 2 && index <= 5 ? ('right' as const) : ('left' as const)));
  const table = new Table({ head, colAligns, style: { head: [], border: [] } });
  for (const { name, unit, measured, beside, ratio, aim, met } of results) {
    const digits = unit === 'ms' ? 2 : 0;
    table.push([
      name,
      unit,
      measured.toFixed(digits),
      beside.toFixed(digits),
      ratio.toFixed(3),
      aim === undefined ? '' : `≤ ${aim}`,
      met === undefined ? '' : met ? 'met' : 'not met',
    ]);
  }
  return table.toString();
}
