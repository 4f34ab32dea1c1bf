import { plain } from "../plain";
import type { Assessed } from "./attention";
import type { Report } from "./report";

/** What a look has seen, by the qualification. */
export type Seen = ReadonlyMap<string, Assessed>;

export function seenIn({ rows }: Report): Seen {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** One line for each qualification that has changed since, has come or has gone. */
export function changes(before: Seen, report: Report): readonly string[] {
  const time = `${report.at.slice(0, 19)}Z`;
  const after = seenIn(report);
  const changed = report.rows.flatMap((row) => {
    const old = before.get(keyOf(row));
    if (old !== undefined && says(old) === says(row)) return [];
    return [`${time} ${subject(row)}: ${old === undefined ? "" : `${old.status} -> `}${says(row)}`];
  });
  const gone = [...before].filter(([key]) => !after.has(key)).map(([, row]) => `${time} ${subject(row)}: ${row.status} -> gone`);
  return [...changed, ...gone].map(plain);
}

function keyOf({ name, customerId, qualification }: Assessed): string {
  return JSON.stringify([name, customerId, qualification]);
}

function says({ status, note }: Assessed): string {
  return note === undefined ? status : `${status} (${note})`;
}

function subject({ name, customerId, qualification }: Assessed): string {
  return `${name === undefined ? "" : `${name}, `}customer ${customerId}, ${qualification}`;
}
