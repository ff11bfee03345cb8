import type { DumpValue } from '../dump/dump-row.ts';

const bound = /^(?:"?([0-9][0-9 :.TZ+-]*?)"?|infinity|)$/;
const range = /^[[(]([^,]*),([^,]*)[\])]$/;

/**
 * The beginning and the end of a range of times, such as `["2005-05-24 22:53:30","2005-05-26 22:04:30")`. One without
 * an end is still going on. A value that is no such range is given back as the beginning, to be refused as a time.
 */
export function splitPeriod(period: DumpValue): readonly [from: DumpValue, until: DumpValue] {
  const [, lower = '', upper = ''] = range.exec(period ?? '') ?? [];
  const from = bound.exec(lower);
  const until = bound.exec(upper);
  return from?.[1] === undefined || !until ? [period, null] : [from[1], until[1] ?? null];
}
