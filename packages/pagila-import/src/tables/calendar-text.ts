const dayText = /^(\d{4})-(\d\d)-(\d\d)$/;
const timeText = /^(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?: ?(?:Z|UTC|[+-](\d\d)(?::?(\d\d))?(?::\d\d)?))?$/;

/** Whether a text is a day of the calendar, such as 2005-05-24, in the years 1 to 9999. */
export function isDay(text: string): boolean {
  const [, year = '', month = '', day = ''] = dayText.exec(text) ?? [];
  if (Number(year) === 0) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day);
}

/** Whether a text is a moment as PostgreSQL writes it, such as `2005-05-24 22:53:30.5+02`. A day alone is its midnight. */
export function isMoment(text: string): boolean {
  if (!isDay(text.slice(0, 10))) return false;
  if (text.length === 10) return true;
  if (text.charAt(10) !== ' ' && text.charAt(10) !== 'T') return false;
  const [match, hour, minute, second = '0', zoneHour = '0', zoneMinute = '0'] = timeText.exec(text.slice(11)) ?? [];
  if (match === undefined) return false;
  return (
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60 &&
    // Where PostgreSQL has its limit.
    Number(zoneHour) < 16 &&
    Number(zoneMinute) < 60
  );
}
