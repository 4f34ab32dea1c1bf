import type { Clock } from "../ports";
import type { Redactor } from "../redact";
import type { HttpRequest, Outcome } from "./outcome";
import type { Transport } from "./transport";

/**
 * A transport that tells of each sending: method, host, path, the *names* of the query, status or failure, milliseconds, and the headers that are
 * ids for support. An allow-list: no header else, no body, no value of a query. It goes through the redactor all the same.
 */
export function loggedTransport(
  transport: Transport,
  { clock, redactor, ids, log }: { clock: Clock; redactor: Redactor; ids: readonly string[]; log: (message: string) => void },
): Transport {
  let count = 0;
  return {
    async send(request, signal) {
      const number = ++count;
      const started = clock.now();
      const outcome = await transport.send(request, signal);
      log(redactor.quote(`Request ${number}: ${asked(request, ids)}: ${ended(outcome)} after ${Math.max(0, clock.now() - started)} ms.`));
      return outcome;
    },
  };
}

function asked({ method, url, headers }: HttpRequest, names: readonly string[]): string {
  const { host, pathname, searchParams } = new URL(url);
  const query = [...searchParams.keys()].map((name) => `${name}=…`).join("&");
  const ids = names.flatMap((name) => (headers[name] === undefined ? [] : [`${name} ${headers[name]}`])).join(", ");
  return `${method} ${host}${pathname}${query === "" ? "" : `?${query}`}${ids === "" ? "" : ` (${ids})`}`;
}

function ended(outcome: Outcome): string {
  const status = "status" in outcome && outcome.status !== undefined ? `${outcome.status}, ` : "";
  switch (outcome.kind) {
    case "answered":
      return `${outcome.status}, ${outcome.body.length} bytes`;
    case "notSent":
      return `not sent (${outcome.why}${"code" in outcome ? `, ${outcome.code}` : ""})`;
    case "unreadable":
      return `${status}${outcome.why}`;
    case "timedOut":
      return `${status}timed out`;
    default:
      return `${status}${outcome.kind}`;
  }
}
