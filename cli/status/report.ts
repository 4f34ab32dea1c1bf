import type { Assessed, Attention } from "./attention";
import { attentions, byAttention, failsOn } from "./attention";

/** Everything that one look has found: what all forms of output show. */
export interface Report {
  /** What needs a person comes first. */
  readonly rows: readonly Assessed[];
  /** `partnerCenter`: asked just now. `state`: what the last refresh saw. */
  readonly source: "state" | "partnerCenter";
  /** The stack's name; absent where customers were asked for. */
  readonly stack?: string;
  /** When this was put together. ISO 8601. */
  readonly at: string;
  /** When the state was written last. ISO 8601. */
  readonly stateWrittenAt?: string;
  /** 0, or 2 where something was found that `--fail-on` names. */
  readonly exitCode: 0 | 2;
}

export function makeReport(
  rows: readonly Assessed[],
  { failOn, ...about }: Pick<Report, "source" | "stack" | "at" | "stateWrittenAt"> & { readonly failOn: readonly Attention[] },
): Report {
  return { ...about, rows: rows.toSorted(byAttention), exitCode: rows.some((row) => failsOn(row, failOn)) ? 2 : 0 };
}

/** How many there are of each, those that are there. */
export function countsOf({ rows }: Report): readonly (readonly [Attention, number])[] {
  return attentions
    .map((attention) => [attention, rows.filter((row) => row.attention === attention).length] as const)
    .filter(([, count]) => count > 0);
}

/** The words for a person. */
export const words: Readonly<Record<Attention, string>> = {
  denied: "denied",
  notlisted: "no longer listed",
  unreadable: "could not be read",
  overdue: "in review for longer than usual",
  inreview: "in review",
  other: "other",
  approved: "approved or in effect",
};

/** The line at the end: `7 qualifications: 1 denied, 2 in review, 4 approved or in effect.` */
export function summary(report: Report): string {
  const { rows, source, stateWrittenAt } = report;
  const counts = countsOf(report).map(([attention, count]) => `${count} ${words[attention]}`);
  const total = `${rows.length} qualification${rows.length === 1 ? "" : "s"}`;
  const found = counts.length === 0 ? `${total}.` : `${total}: ${counts.join(", ")}.`;
  if (source === "partnerCenter") return found;
  const when = stateWrittenAt === undefined ? "" : ` of ${stateWrittenAt.slice(0, 16).replace("T", " ")}`;
  return `${found} This is the state${when}; --live asks Partner Center now.`;
}
