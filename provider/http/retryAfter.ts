const days = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const month = `(${months.join("|")})`;
const time = "(\\d{2}):(\\d{2}):(\\d{2})";

/** RFC 9110 §5.6.7: the form in use, and the two obsolete ones that a recipient must accept. */
const imfFixdate = new RegExp(`^${days}, (\\d{2}) ${month} (\\d{4}) ${time} GMT$`);
const rfc850 = new RegExp(`^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (\\d{2})-${month}-(\\d{2}) ${time} GMT$`);
const asctime = new RegExp(`^${days} ${month} ([ \\d]\\d) ${time} (\\d{4})$`);

/** Nobody waits longer than a day; also what keeps absurd numbers from overflowing a timer. */
const longest = 24 * 60 * 60 * 1000;

/**
 * How long the service asks to wait, in milliseconds, or undefined where the header is absent or makes no sense. Seconds (whole or
 * with a fraction) or any of the three HTTP dates; a date in the past is 0; nothing is longer than a day.
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  const text = header?.trim();
  if (!text) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Math.min(Math.ceil(Number(text) * 1000), longest);
  const date = httpDate(text, now);
  return date === undefined ? undefined : Math.min(Math.max(date - now, 0), longest);
}

/** Milliseconds since the epoch of an HTTP date in any of its three forms. */
function httpDate(text: string, now: number): number | undefined {
  const fix = imfFixdate.exec(text);
  if (fix) return utc(fix[3], fix[2], fix[1], fix.slice(4, 7));
  const old = rfc850.exec(text);
  if (old) return utc(String(fullYear(Number(old[3]), now)), old[2], old[1], old.slice(4, 7));
  const c = asctime.exec(text);
  if (c) return utc(c[6], c[1], c[2], c.slice(3, 6));
  return undefined;
}

/** A two-digit year more than 50 years ahead is the last one in the past with these digits (RFC 9110 §5.6.7). */
function fullYear(twoDigits: number, now: number): number {
  const current = new Date(now).getUTCFullYear();
  const year = current - (current % 100) + twoDigits;
  return year > current + 50 ? year - 100 : year;
}

function utc(
  year: string | undefined,
  monthName: string | undefined,
  day: string | undefined,
  clock: readonly string[],
): number | undefined {
  const [hours, minutes, seconds] = clock.map(Number);
  const index = months.indexOf(monthName ?? "");
  const date = Number(day);
  if (hours === undefined || minutes === undefined || seconds === undefined) return undefined;
  // A leap second (60) is allowed by the grammar.
  if (index < 0 || date < 1 || date > 31 || hours > 23 || minutes > 59 || seconds > 60) return undefined;
  const millis = Date.UTC(Number(year), index, date, hours, minutes, seconds);
  return new Date(millis).getUTCMonth() === index || seconds === 60 ? millis : undefined;
}
