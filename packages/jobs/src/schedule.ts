const second = 1000;
const day = 24 * 60 * 60 * second;

/** Every so many seconds, counted from 1970-01-01T00:00:00Z, so that all processes agree on the times. */
export interface EverySchedule {
  readonly everySeconds: number;
}

/** Once a day at a time of a place. */
export interface DailySchedule {
  /** The time on the clock of the place, as `HH:MM`. On the day when clocks skip it, the moment after the gap. */
  readonly dailyAt: string;
  /** An IANA time zone, such as `Australia/Brisbane`. */
  readonly timeZone: string;
}

/** When a job is due. */
export type Schedule = EverySchedule | DailySchedule;

/** Says what is wrong with a schedule; undefined if nothing. */
export function scheduleProblem(schedule: Schedule): string | undefined {
  if ('everySeconds' in schedule) {
    const { everySeconds } = schedule;
    const fits = Number.isInteger(everySeconds) && everySeconds >= 1 && everySeconds <= 31 * 24 * 60 * 60;
    return fits ? undefined : `everySeconds must be a whole number from 1 to 31 days, not ${everySeconds}`;
  }
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(schedule.dailyAt)) return `dailyAt must be a time such as 03:30`;
  try {
    offsetAt(0, schedule.timeZone);
    return undefined;
  } catch {
    return `there is no time zone ${JSON.stringify(schedule.timeZone)}`;
  }
}

/** The latest time of the schedule that is not after a moment. */
export function latestDue(schedule: Schedule, moment: Date): Date {
  const now = moment.getTime();
  if ('everySeconds' in schedule) {
    const period = schedule.everySeconds * second;
    return new Date(Math.floor(now / period) * period);
  }
  return new Date(Math.max(...dailyTimes(schedule, now).filter((time) => time <= now)));
}

/** The first time of the schedule after a moment. */
export function nextDue(schedule: Schedule, moment: Date): Date {
  const now = moment.getTime();
  if ('everySeconds' in schedule)
    return new Date(latestDue(schedule, moment).getTime() + schedule.everySeconds * second);
  return new Date(Math.min(...dailyTimes(schedule, now).filter((time) => time > now)));
}

/** The times of the schedule on the days around a moment. */
function dailyTimes({ dailyAt, timeZone }: DailySchedule, now: number): number[] {
  const [hours = 0, minutes = 0] = dailyAt.split(':').map(Number);
  const midnight = Math.floor((now + offsetAt(now, timeZone)) / day) * day;
  return [-1, 0, 1, 2].map((days) => instantOf(midnight + days * day + (hours * 60 + minutes) * 60 * second, timeZone));
}

/**
 * The instant at which clocks of a zone show a time. Of a time that they show twice it is the first, of one that they
 * skip, it is as much after the gap as the time is in it.
 */
function instantOf(shown: number, timeZone: string): number {
  // The offsets before and after any change of that day.
  const offsets = [offsetAt(shown - day, timeZone), offsetAt(shown + day, timeZone)];
  const instants = offsets.map((offset) => shown - offset);
  const exact = instants.filter((instant) => instant + offsetAt(instant, timeZone) === shown);
  return exact.length > 0 ? Math.min(...exact) : Math.max(...instants);
}

/** How far the clocks of a zone are ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((each) => each.type === type)?.value);
  const midnight = Date.UTC(part('year'), part('month') - 1, part('day'));
  const shown = midnight + ((part('hour') * 60 + part('minute')) * 60 + part('second')) * second;
  return shown - Math.floor(instant / second) * second;
}
