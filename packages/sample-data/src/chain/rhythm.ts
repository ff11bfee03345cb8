import { midnight, type History } from '../calendar.ts';
import type { Random } from '../random.ts';
import { WeightedChoice } from '../weights.ts';

/** How busy the days of a week are, from Sunday. */
const byWeekday = [1.25, 0.7, 0.7, 0.8, 0.9, 1.35, 1.7];
/** How busy the months are, from January: people watch films when it is dark and when there are holidays. */
const byMonth = [1.2, 1.1, 1, 0.95, 0.9, 0.85, 0.9, 0.95, 0.9, 1, 1.1, 1.3];

/** How much business each day of a history has, in proportion to the others; it grows a little with time. */
export function weightsOfDays(history: History, random: Random): number[] {
  return Array.from({ length: history.days }, (_, day) => {
    const date = new Date(midnight(history, day));
    const growth = 0.9 + (0.2 * day) / history.days;
    const chance = Math.exp(0.08 * random.normal());
    return (byWeekday[date.getUTCDay()] ?? 1) * (byMonth[date.getUTCMonth()] ?? 1) * growth * chance;
  });
}

/** Stores are open from 10:00 to 22:00. */
export const openingSecond = 10 * 3600;
/** How busy each hour is from the opening on: most people come after work. */
const hours = new WeightedChoice([3, 4, 5, 5, 5, 6, 8, 11, 14, 14, 12, 8]);

/** The time of day at which somebody comes in, in seconds since the store's midnight. */
export function secondOfVisit(random: Random): number {
  return openingSecond + 3600 * hours.pick(random) + random.integer(0, 3599);
}
