import type { ServerResponse } from "node:http";
import { discover } from "../../cli/adopt/discover";
import { rowsOfCustomers } from "../../cli/status/live";
import { PartnerCenterError } from "../../provider/errors";
import { createPartnerCenter } from "../../provider/partnerCenter/client";
import { readOrKeep } from "../../provider/qualification/refresh";
import { customerId, hastyPorts, recordingDiagnostics, requestId, settingsFor, silent, startPartnerCenter } from "../support/partnerCenter";
import { json, type Received } from "../support/server";

const other = "11111111-2222-4333-8444-555555555556";
const approved = { qualification: "Education", vettingStatus: "Approved" };
const tracked = { customerId, qualification: "Education" };

type Answer = (response: ServerResponse, request: Received) => void;
const says =
  (status: number, body: unknown = "", headers: Record<string, string> = {}): Answer =>
  (response) =>
    json(response, status, body, headers);
const a = (code: number, description = "What the service says."): object => ({ code, description, data: [], source: "PartnerFD" });
const echo: Answer = (response, { headers }) =>
  json(response, 403, "", { "MS-RequestId": String(headers["ms-requestid"]), "MS-CV": "x.0", "MS-ServerId": "00000A" });

/** A Partner Center that has an answer of its own for one customer, and is well with the other. */
async function withTrouble<T>(
  answer: Answer,
  work: (client: ReturnType<typeof createPartnerCenter>, calls: Received[]) => Promise<T>,
): Promise<T> {
  const server = await startPartnerCenter((request, response) =>
    request.url.includes(customerId)
      ? answer(response, request)
      : json(response, 200, request.url.endsWith("/qualifications") ? [approved] : { id: other }),
  );
  try {
    return await work(createPartnerCenter(settingsFor(server.url), hastyPorts, silent), server.calls);
  } finally {
    await server.close();
  }
}

describe("one customer's trouble never stops the others", () => {
  test.each<[string, Answer, RegExp]>([
    ["403 under review", says(403, a(800073, "this customer is being looked at")), /under review.*"this customer is being looked at"/],
    ["403 with a code of a newer rule", says(403, a(777777, "some newer rule")), /code 777777.*"some newer rule"/],
    ["403 without a role", says(403, a(900150)), /role lacks the rights/],
    ["403, not allowed", says(403, a(600006)), /not allowed/],
    ["403 without a body", says(403), /access is denied \(403\)/],
    ["403 without a body, with our ids in its headers", echo, /access is denied \(403\)/],
    ["403 in words", says(403, "You may not see this customer."), /"You may not see this customer\."/],
    ["403 in a bare text", says(403, '"Not yours."'), /"Not yours\."/],
    ["403 in other JSON", says(403, { error: { code: "Forbidden", message: "Ask the admin." } }), /"Ask the admin\."/],
    ["403, no relationship", says(403, a(20002)), /no commerce relationship/],
    ["400", says(400, a(3000, "Invalid property")), /"Invalid property"/],
    ["409", says(409, a(600061)), /Partner Center refused \(409, code 600061\)/],
    ["422 with headers of Partner Center alone", says(422, "", { "MS-CorrelationId": "x" }), /Partner Center refused \(422\)/],
    ["404 of a code that is new", says(404, a(600074, "AccountStatusNotFound")), /"AccountStatusNotFound"/],
    ["404, in general", says(404, a(1000, "Not found")), /something is not there \(404, code 1000\).*"Not found"/],
    ["a list that cannot be understood", says(200, [{ hello: "world" }], { "MS-RequestId": "x" }), /answer \(200\) cannot be understood/],
    ["429", says(429, "", { "Retry-After": "0" }), /slow down \(429\)/],
    ["500", says(500, a(800003)), /unexpected error/],
    ["a dropped connection", (response) => response.destroy(), /dropped the connection/],
  ])("%s", async (_name, answer, words) => {
    await withTrouble(answer, async (client) => {
      const diagnostics = recordingDiagnostics();
      const context = { partnerCenter: client, diagnostics, unreadable: "warn" } as const;
      expect(await readOrKeep(tracked, "what is known of it", context)).toBe("unreadable");
      expect(diagnostics.messages).toHaveLength(1);
      expect(diagnostics.messages[0]?.message).toMatch(words);
      expect(diagnostics.messages[0]?.message).not.toMatch(/something that Partner Center does not say/);
      expect(await readOrKeep({ ...tracked, customerId: other }, "what is known of it", context)).toEqual([approved]);
      await expect(readOrKeep(tracked, "it", { ...context, unreadable: "fail" })).rejects.toThrow(words);

      const found = await discover([{ id: customerId }, { id: other }], client, () => {});
      expect(found.map(({ entries, problem }) => [entries.length, problem === undefined])).toEqual([
        [0, false],
        [1, true],
      ]);
      const rows = await rowsOfCustomers([customerId, other], client);
      expect(rows.map(({ status }) => status)).toEqual(["Unreadable", "Approved"]);
      expect(rows[0]?.note).toMatch(words);
    });
  });

  test.each<[string, Answer, string]>([
    ["401", says(401), "authentication"],
    ["401 for want of MFA, in words", says(401, "Sign-in lacks a second factor. MFA required. (10001)"), "mfa"],
    ["403, app-only", says(403, a(900329)), "appOnly"],
    ["403, a page of a proxy", says(403, "<html>Blocked by policy</html>"), "notPartnerCenter"],
    ["404, a page", says(404, "<html>"), "notPartnerCenter"],
    ["404 without a body", says(404), "notPartnerCenter"],
    ["200, a page", says(200, "<html>Sign in</html>"), "notPartnerCenter"],
    ["200, something else", says(200, { hello: "world" }), "notPartnerCenter"],
    ["a redirect", says(302, "", { Location: "/login" }), "notPartnerCenter"],
    ["400 in words of nobody", says(400, "Bad Request"), "notPartnerCenter"],
    ["407", says(407), "unreachable"],
  ])("what is wrong for everybody is an error: %s", async (_name, answer, kind) => {
    await withTrouble(answer, async (client) => {
      const context = { partnerCenter: client, diagnostics: silent, unreadable: "warn" } as const;
      await expect(readOrKeep(tracked, "it", context)).rejects.toMatchObject({ kind });
      await expect(discover([{ id: customerId }, { id: other }], client, () => {})).rejects.toMatchObject({ kind });
      await expect(rowsOfCustomers([customerId, other], client)).rejects.toMatchObject({ kind });
    });
  });
});

describe("a general 404 (1000) is no answer about the customer", () => {
  const general = says(404, a(1000, "Not found"));
  const answering =
    (customer: Answer): Answer =>
    (response, request) =>
      request.url.endsWith("/qualifications") ? general(response, request) : customer(response, request);

  test("only where Partner Center says 60003 of the customer itself is it gone; that is asked once", async () => {
    await withTrouble(answering(says(404, a(60003, "Tenant not found"))), async (client, calls) => {
      const context = { partnerCenter: client, diagnostics: silent, unreadable: "warn" } as const;
      expect(await readOrKeep(tracked, "it", context)).toBe("customer unknown");
      expect(calls.map(({ url }) => url)).toEqual([`/v1/customers/${customerId}/qualifications`, `/v1/customers/${customerId}`]);
      await expect(client.qualifications(customerId)).rejects.toMatchObject({ kind: "customerUnknown", code: "60003" });
    });
  });

  test.each<[string, Answer]>([
    ["the customer is there", says(200, { id: customerId, companyProfile: { domain: "contoso.edu" } })],
    ["1000 again", general],
    ["a refusal", says(403, a(2032))],
    ["a failure", says(503)],
    ["a page", says(404, "<html>")],
    ["nothing", (response) => response.destroy()],
  ])("whatever else is said of the customer, what is known stays: %s", async (_name, customer) => {
    await withTrouble(answering(customer), async (client) => {
      const diagnostics = recordingDiagnostics();
      expect(await readOrKeep(tracked, "it", { partnerCenter: client, diagnostics, unreadable: "warn" })).toBe("unreadable");
      expect(diagnostics.messages[0]?.message).toContain("something is not there (404, code 1000)");
    });
  });

  test("an interrupt while the customer is asked for is an interrupt", async () => {
    const controller = new AbortController();
    await withTrouble(
      answering(() => controller.abort()),
      async (client) => {
        await expect(client.qualifications(customerId, controller.signal)).rejects.toMatchObject({ kind: "interrupted" });
      },
    );
  });

  test("of a list of customers or of codes it asks nobody", async () => {
    await withTrouble(general, async (client, calls) => {
      const server = await startPartnerCenter((request, response) => general(response, request));
      try {
        const all = createPartnerCenter(settingsFor(server.url), hastyPorts, silent);
        await expect(all.validationCodes()).rejects.toMatchObject({ kind: "refused", code: "1000" });
        await expect(all.customers().next()).rejects.toBeInstanceOf(PartnerCenterError);
        expect(server.calls).toHaveLength(2);
      } finally {
        await server.close();
      }
      expect(client.contract.name).toBe("2023-05");
      expect(calls).toEqual([]);
    });
  });
});

describe("a submission that is not accepted says what the service said, and what became of it", () => {
  test.each<[string, Answer, Record<string, unknown>, RegExp]>([
    [
      "the reason stands in data",
      says(400, { ...a(3000, "Invalid property"), data: ["EducationSegment: not for this country"] }),
      { kind: "refused", fate: "refused", code: "3000" },
      /a property is not valid \(400, code 3000\)\. The service said: "Invalid property: EducationSegment: not for this country"$/,
    ],
    [
      "a code of several meanings",
      says(400, { ...a(2000, "that operator is not allowed in a search"), code: "2000", data: ["Field1"] }),
      { kind: "refused", fate: "refused" },
      /the request is not valid \(400, code 2000\)\. The service said: "that operator is not allowed in a search: Field1"$/,
    ],
    [
      "a 401 in words",
      says(401, "Sign-in lacks a second factor. MFA required. (10001)"),
      { kind: "mfa", fate: "refused", status: 401 },
      /multi-factor authentication \(401\)\. The service said: "Sign-in lacks a second factor\. MFA required\. \(10001\)" Run `partnercenter login`/,
    ],
    [
      "a 403 without a body",
      says(403),
      { kind: "refused", fate: "refused" },
      /access is denied \(403\)\. Check that this partner may do it/,
    ],
    ["a general 404", says(404, a(1000, "Not found")), { kind: "refused", fate: "refused" }, /something is not there \(404, code 1000\)/],
    ["a customer that is gone", says(404, a(60003)), { kind: "customerUnknown", fate: "refused" }, /does not know this tenant/],
    ["a redirect", says(302, "", { Location: "/" }), { kind: "notPartnerCenter", fate: "untouched" }, /answered 302/],
  ])("%s", async (_name, answer, facts, words) => {
    await withTrouble(answer, async (client, calls) => {
      const submission = { customerId, kind: "Education", educationSegment: "K12", requestId } as const;
      const error = await client.submit(submission, { before: undefined }).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject(facts);
      expect((error as Error).message).toMatch(words);
      // Sent once, and nothing is looked up: what became of it is known.
      expect(calls.map(({ method }) => method)).toEqual(["POST"]);
    });
  });
});

test("a custom domain of the customer is one of its domains", async () => {
  const customer = {
    id: customerId,
    companyProfile: { tenantId: customerId, domain: "contoso.onmicrosoft.com" },
    customDomains: ["contoso.onmicrosoft.com", "contoso.edu"],
  };
  await withTrouble(says(200, customer), async (client) => {
    expect(await client.customer(customerId)).toEqual({
      id: customerId,
      domain: "contoso.onmicrosoft.com",
      customDomains: ["contoso.onmicrosoft.com", "contoso.edu"],
    });
  });
});
