const day = 86_400_000;

/** Days from Monday to Friday, UTC, that have begun after the day of `from`. Public holidays are not known. */
export function workingDays(from: number, to: number): number {
  const [first, last] = [Math.floor(from / day), Math.floor(to / day)];
  return last <= first ? 0 : weekdaysUntil(last) - weekdaysUntil(first);
}

/** Weekdays from an early Monday to a day, that one included. Day 0 of the epoch was a Thursday, so day 4 a Monday. */
function weekdaysUntil(date: number): number {
  const since = date - 4 + 7 * 1000;
  return Math.floor(since / 7) * 5 + Math.min((since % 7) + 1, 5);
}

/** The day (its beginning, UTC) on which so many working days have passed: the inverse of `workingDays`. */
export function workingDaysLater(from: number, days: number): number {
  let date = Math.floor(from / day) * day;
  while (workingDays(from, date) < days) date += day;
  return date;
}
