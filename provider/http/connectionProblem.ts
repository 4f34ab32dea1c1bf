import { PartnerCenterError, type ProblemDetails } from "../errors";
import type { Outcome } from "./outcome";

/** What was tried, for the sentence that says that it failed. */
export interface Attempt {
  /** The beginning of the sentence: `Reading the qualifications of customer …`. */
  readonly what: string;
  readonly host: string;
  /** The setting that names the host. */
  readonly setting: "endpoint" | "authority";
}

type Ids = Pick<ProblemDetails, "requestId" | "correlationId" | "outcomeUnknown" | "status">;

/** The error for an exchange in which no whole answer arrived. */
export function connectionProblem(
  outcome: Exclude<Outcome, { kind: "answered" }>,
  { what, host, setting }: Attempt,
  ids: Ids = {},
): PartnerCenterError {
  switch (outcome.kind) {
    case "notSent":
      return notSent(outcome, { what, host, setting }, ids);
    case "timedOut":
      return new PartnerCenterError(`${what} failed: ${host} did not answer within ${Math.round(outcome.limit / 1000)} s.`, {
        kind: "unavailable",
        remedy: "Run again later.",
        ...ids,
      });
    case "dropped":
      return new PartnerCenterError(`${what} failed: ${host} dropped the connection.`, {
        kind: "unavailable",
        remedy: "Run again later.",
        ...ids,
      });
    case "unreadable":
      return new PartnerCenterError(
        `${what} failed: the answer of ${host} (${outcome.status}) ${outcome.why === "too large" ? "is far too large" : "is badly compressed"}.`,
        {
          kind: "notPartnerCenter",
          status: outcome.status,
          remedy: `Check partnercenter:${setting}, and whether a proxy answers in its place.`,
          ...ids,
        },
      );
    case "aborted":
      return new PartnerCenterError(`${what} was interrupted.`, { kind: "interrupted", ...ids });
  }
}

function notSent(
  { why, code, address }: Extract<Outcome, { kind: "notSent" }>,
  { what, host, setting }: Attempt,
  ids: Ids,
): PartnerCenterError {
  const problems = {
    name: {
      text: `the name ${host} cannot be looked up (${code})`,
      remedy: `Check the network, the DNS, partnercenter:${setting} and partnercenter:cloud.`,
    },
    tls: {
      text: `no trusted TLS connection to ${host} (${code})`,
      remedy:
        "Where a proxy signs with a certificate authority of its own, name its file in NODE_EXTRA_CA_CERTS; check the machine's clock.",
    },
    connection: {
      text: `no connection to ${host} (${code}${address === undefined ? "" : `, ${address}`})`,
      remedy: `Check the network, the proxy (HTTPS_PROXY, NO_PROXY) and partnercenter:${setting}; an emulator must be running.`,
    },
  };
  const { text, remedy } = problems[why];
  return new PartnerCenterError(`${what} failed: ${text}.`, { kind: "unreachable", code, remedy, ...ids });
}
