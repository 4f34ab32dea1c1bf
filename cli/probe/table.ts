import { pad } from "../width";
import type { Report } from "./report";
import type { Seen, Verdict } from "./settle";

const words: Readonly<Record<Verdict, string>> = { same: "same", different: "DIFFERENT", mixed: "MIXED", notSeen: "not seen" };

const ended: Readonly<Record<Report["ended"], string>> = {
  complete: "Everything was asked.",
  limit: "The limit of requests ended it.",
  timeLimit: "The limit of time ended it.",
  throttled: "The service asked to slow down, which ended it.",
  noAnswer: "The service did not answer in a way that can be understood, which ended it.",
  signInRefused: "The service refused the sign-in, which ended it.",
};

/** The report for people: the same facts as the JSON, and nothing else. */
export function table(report: Report): string {
  const rows = [
    ...report.assumptions.map(({ name, assumed, verdict, seen }) => [name, shown(assumed), said(seen), words[verdict]]),
    ...report.expectations.map(({ name, expected, verdict, seen }) => [name, expected, said(seen), words[verdict]]),
  ];
  const lines = columns([["of the service", "assumed", "observed (how often)", "verdict"], ...rows]);
  const met = report.met.map(({ kind, status, times }) => `${kind}${status === "none" ? "" : ` ${status}`} ${times}`).join(", ");
  const { product, cloud, contract, service, signIn, date, requests } = report;
  return [
    `${product.name} ${product.version}, ${date}, cloud ${cloud}, contract ${contract}, service ${service}, sign-in ${signIn}.`,
    `${requests} requests. ${ended[report.ended]}`,
    `Customers met: ${met === "" ? "none" : met}.`,
    ...sandbox(report),
    "",
    ...lines,
    "",
  ].join("\n");
}

function sandbox({ sandbox: told }: Report): readonly string[] {
  if (told === undefined) return [];
  if (told.ended !== "done") {
    const why = told.ended === "refused" ? "was refused" : "got no answer that can be understood";
    return [`Sandbox: the request ${why}${told.status === undefined ? "" : ` (${told.status})`}, and was not repeated.`];
  }
  const same = told.sameAnswer ? "the same answer" : `another answer (${told.repeatedStatus ?? "none"})`;
  const seen = told.seenAfterSeconds === undefined ? "no read showed it" : `first seen after ${told.seenAfterSeconds} s`;
  return [
    `Sandbox: answered ${told.status}; its repetition got ${same}; ${seen}; ${told.withoutIt} of ${told.reads} reads did not show it.`,
  ];
}

function said(seen: readonly Seen[]): string {
  return seen.length === 0 ? "-" : seen.map(({ value, times }) => `${shown(value)} (${times})`).join(", ");
}

function shown(value: Seen["value"]): string {
  return value === null ? "no limit" : String(value);
}

function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
