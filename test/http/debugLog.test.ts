import { loggedTransport } from "../../provider/http/debugLog";
import type { Outcome } from "../../provider/http/outcome";
import { createRedactor } from "../../provider/redact";
import { VirtualClock } from "../support/virtualClock";

async function logged(
  outcome: Outcome,
  url = "https://api.partnercenter.microsoft.com/v1/customers/c/qualification?code=998877",
): Promise<string> {
  const said: string[] = [];
  const transport = loggedTransport(
    { send: async () => outcome },
    {
      clock: new VirtualClock(),
      redactor: createRedactor(),
      ids: ["MS-RequestId", "MS-CorrelationId", "MS-Absent"],
      log: (line) => said.push(line),
    },
  );
  const headers = { Authorization: "Bearer the-token", "MS-RequestId": "r", "MS-CorrelationId": "k" };
  expect(await transport.send({ method: "PUT", url, headers, body: "the-body" })).toBe(outcome);
  return said.join("\n");
}

test("a request is told by an allow-list: no header else, no body, no value of a query", async () => {
  const answer: Outcome = {
    kind: "answered",
    status: 200,
    reason: "",
    headers: { "set-cookie": "the-cookie" },
    body: Buffer.from("the-answer"),
  };
  expect(await logged(answer)).toBe(
    "Request 1: PUT api.partnercenter.microsoft.com/v1/customers/c/qualification?code=… (MS-RequestId r, MS-CorrelationId k): 200, 10 bytes after 0 ms.",
  );
});

test.each<[Outcome, string]>([
  [{ kind: "timedOut", limit: 30_000 }, "timed out"],
  [{ kind: "timedOut", limit: 30_000, status: 201 }, "201, timed out"],
  [{ kind: "dropped", code: "ECONNRESET" }, "dropped"],
  [{ kind: "unreadable", why: "too large", status: 200 }, "200, too large"],
  [{ kind: "notSent", why: "name", code: "ENOTFOUND" }, "not sent (name, ENOTFOUND)"],
  [{ kind: "aborted" }, "aborted"],
])("%j", async (outcome, words) => {
  expect(await logged(outcome)).toContain(`: ${words} after`);
});
