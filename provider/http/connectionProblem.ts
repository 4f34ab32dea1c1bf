import { PartnerCenterError, type ProblemDetails } from "../errors";
import type { Outcome } from "./outcome";

/** What was tried, for the sentence that says that it failed. */
export interface Attempt {
  /** The beginning of the sentence: `Reading the qualifications of customer …`. */
  readonly what: string;
  readonly host: string;
  /** What names the host, for the remedy: `partnercenter:endpoint and partnercenter:cloud`. */
  readonly setting: string;
  /** How a new value of it counts: a sentence for the remedy. Absent where it counts at once. */
  readonly counts?: string | undefined;
  /** What is prepared before a request can be sent, for the sentence that says that it took too long: `the sign-in`. */
  readonly preparation?: string;
}

/** The error for a request to which no whole answer arrived. */
export function connectionProblem(
  outcome: Exclude<Outcome, { kind: "answered" }>,
  attempt: Attempt,
  details: Pick<ProblemDetails, "requestId" | "correlationId"> = {},
): PartnerCenterError {
  const { problem, ...more } = problemOf(outcome, attempt);
  return new PartnerCenterError(problem, { ...(more.kind === "unavailable" ? { remedy: "Run again later." } : {}), ...details, ...more });
}

/** The same as data. What is only for the moment (`unavailable`) has no remedy but to run again later, which is not among it. */
export function problemOf(
  outcome: Exclude<Outcome, { kind: "answered" }>,
  { what, host, setting, counts, preparation = "its preparation" }: Attempt,
): ProblemDetails & { readonly problem: string } {
  const failed = (why: string): string => `${what} failed: ${why}.`;
  const check = (things: string): string => `Check ${things}.${counts === undefined ? "" : ` ${counts}`}`;
  switch (outcome.kind) {
    case "notSent":
      break;
    case "timedOut":
      return { problem: failed(`${host} did not answer within ${seconds(outcome.limit)}`), kind: "unavailable", ...statusIn(outcome) };
    case "dropped":
      return { problem: failed(`${host} dropped the connection`), kind: "unavailable", ...statusIn(outcome) };
    case "unreadable":
      return {
        problem: failed(
          `the answer of ${host} (${outcome.status}) ${outcome.why === "too large" ? "is far too large" : "is badly compressed"}`,
        ),
        kind: "notPartnerCenter",
        status: outcome.status,
        remedy: check(`whether a proxy answers in its place, and ${setting}`),
      };
    case "aborted":
      return { problem: `${what} was interrupted.`, kind: "interrupted" };
  }
  switch (outcome.why) {
    case "name":
      return {
        problem: failed(`the name ${host} cannot be looked up (${outcome.code})`),
        kind: "unreachable",
        code: outcome.code,
        remedy: check(`the network, the DNS and ${setting}`),
      };
    case "tls":
      return {
        problem: failed(`no trusted TLS connection to ${host} (${outcome.code})`),
        kind: "unreachable",
        code: outcome.code,
        remedy:
          "Where a proxy signs with a certificate authority of its own, name its file in NODE_EXTRA_CA_CERTS; check the machine's clock.",
      };
    case "connection":
      return {
        problem: failed(`no connection to ${host} (${outcome.code}${outcome.address === undefined ? "" : `, ${outcome.address}`})`),
        kind: "unreachable",
        code: outcome.code,
        remedy: check(`the network, the proxy (HTTPS_PROXY, NO_PROXY) and ${setting}`),
      };
    case "proxy":
      return {
        problem: `${what} was not tried: ${outcome.variable} ${outcome.problem}.`,
        kind: "configuration",
        remedy: `Correct ${outcome.variable}, or name ${host} in NO_PROXY.`,
      };
    case "paused":
      return {
        problem: `${what} was not tried: ${host} asked to slow down, and the next request may leave in ${seconds(outcome.ms)} only.`,
        kind: "throttled",
        remedy: `Run again in ${seconds(outcome.ms)}.`,
      };
    case "preparing":
      return {
        problem: `${what} was not tried: ${preparation} did not end within ${seconds(outcome.limit)}.`,
        kind: "authentication",
      };
    case "unprepared":
      return outcome.error instanceof PartnerCenterError
        ? { ...outcome.error, problem: outcome.error.problem }
        : { problem: `${what} was not tried: ${preparation} failed.`, kind: "authentication" };
  }
}

export function seconds(ms: number): string {
  return `${Math.ceil(ms / 1000)} s`;
}

function statusIn({ status }: { readonly status?: number }): { status?: number } {
  return status === undefined ? {} : { status };
}
