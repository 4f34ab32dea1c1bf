const iso = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;
const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4}):?\s+(\d{2}:\d{2}:\d{2})$/;

/**
 * A date of the service in ISO 8601, UTC, whole seconds (`2020-12-04T20:54:24Z`), or undefined where it is none. Read: ISO with
 * any number of fraction digits and any offset, without an offset as UTC (judgement), and `07/09/2020: 00:00:00` of the API change log,
 * month first (judgement: the document is American). .NET's empty date (year 1) is none.
 */
export function normalisedDate(text: string): string | undefined {
  const millis = Date.parse(canonical(text.trim()));
  if (Number.isNaN(millis) || millis < 0) return undefined;
  return `${new Date(millis).toISOString().slice(0, 19)}Z`;
}

function canonical(text: string): string {
  const [, date, time, offset] = iso.exec(text) ?? [];
  if (date !== undefined) return `${date}T${time}${offset?.replace(/^([+-]\d{2})(\d{2})$/, "$1:$2").toUpperCase() ?? "Z"}`;
  const [, month, day, year, clock] = american.exec(text) ?? [];
  if (month !== undefined) return `${year}-${month.padStart(2, "0")}-${day?.padStart(2, "0")}T${clock}Z`;
  return "";
}
