import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Settings } from "../../provider/config/settings";
import { type Report, readReport, reportFile, serviceOf } from "../probe/report";
import type { Finding } from "./check";

/** A report of `probe`: the one that is named, or the one in this folder. Undefined where none is named and none is there. */
export function readProbeReport(cwd: string, named: string | undefined): Report | Finding | undefined {
  let text: string;
  try {
    text = readFileSync(named === undefined ? join(cwd, reportFile) : resolve(cwd, named), "utf8");
  } catch (error) {
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    if (named === undefined && code === "ENOENT") return undefined;
    return { status: "note", message: `The report of \`partnercenter probe\` cannot be read (${code}).` };
  }
  return (
    readReport(text) ?? {
      status: "note",
      message: `${named === undefined ? reportFile : "The file of --probe-report"} is no report of \`partnercenter probe\` of this version.`,
      remedy: "Run `partnercenter probe` again.",
    }
  );
}

/** What a customer's state is read from, and what each must not say: an answer that the provider does not know, or reads in part. */
const unreadable: Readonly<Record<string, readonly unknown[]>> = {
  listShape: ["other"],
  dateField: ["other"],
  dates: ["unread", "other"],
  kinds: ["unknown", "other"],
  statuses: ["unknown", "other"],
  page: ["other"],
  nextPage: ["none", "other"],
  // Only 60003, or 1000 and the customer's own 60003, let a resource leave the state.
  unknownCustomer: ["404", "403", "400", "200", "other"],
};

/**
 * What a report contradicts of the provider's promises. One intent is one submission since the service replays ids, or since it shows at once what
 * was written (docs/internals/one-submission.md): without one of them the other holds, without both nothing does. What was not seen contradicts nothing.
 */
export function checkProbe(report: Report, settings: Settings): Finding {
  const { date, cloud, service } = report;
  const of = `By the report of \`partnercenter probe\` of ${date}`;
  if (cloud !== settings.cloud || service !== serviceOf(settings)) {
    return { status: "note", message: `The report of \`partnercenter probe\` of ${date} is of another service, so it is not compared.` };
  }
  const seen = (name: string): readonly unknown[] =>
    [...report.assumptions, ...report.expectations].find((row) => row.name === name)?.seen.map(({ value }) => value) ?? [];
  const noReplay = seen("replayRequestIds").some((value) => value === false);
  const lag = Math.max(0, ...seen("readLagMs").filter((value) => typeof value === "number"));
  const seconds = `${Math.ceil(lag / 1000)} s`;
  const unknown = Object.keys(unreadable).filter((name) => seen(name).some((value) => unreadable[name]?.includes(value)));
  const said = [
    noReplay && lag > 0
      ? `the service does not replay request ids, and its reads lag by ${seconds}: a request whose answer is lost may be sent twice`
      : "",
    noReplay && lag === 0 ? "the service does not replay request ids: that a request is not sent twice rests on reading back alone" : "",
    !noReplay && lag > 0 ? `reads lag by ${seconds}: that a request is not sent twice rests on the replay of request ids alone` : "",
    unknown.length > 0 ? `the service answers in a way that is not known here (${unknown.join(", ")})` : "",
  ].filter((text) => text !== "");
  if (said.length === 0) return { status: "ok", message: `${of} nothing contradicts what the provider promises.` };
  const both = noReplay && lag > 0;
  return {
    status: both || unknown.length > 0 ? "warning" : "note",
    message: `${of} ${said.join("; ")}.`,
    remedy: both
      ? "Do not run two updates at once, and after a lost answer wait before you run again. Send the report (docs/probe.md)."
      : "Send the report (docs/probe.md), so that the provider can learn it.",
  };
}
