import { readSettings } from "../../provider/config/settings";
import { serviceSettings } from "../../provider/config/signInSources";
import type { Answer, Outcome } from "../../provider/http/outcome";
import { errorCatalogue } from "../../provider/partnerCenter/errorCatalogue";
import { requestError } from "../../provider/partnerCenter/requestError";
import { createRedactor } from "../../provider/redact";

const tried = {
  what: "Reading the qualifications of customer 0c39d6d5-c70d-4c55-bc02-f620844f3fd1",
  host: "api.partnercenter.microsoft.com",
  customerId: "0c39d6d5-c70d-4c55-bc02-f620844f3fd1",
  service: { setting: "partnercenter:endpoint and partnercenter:cloud" },
  requestId: "037db222-6d8e-4d7f-ba78-df3dca33fb68",
  correlationId: "7d2456fd-2d79-46d0-9f8e-5d7ecd5f8745",
};

const answer = (status: number, body: unknown, headers: Record<string, string> = {}, reason = ""): Answer => ({
  kind: "answered",
  status,
  reason,
  headers,
  body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
});
const error = (status: number, body: unknown, headers: Record<string, string> = {}, reason = "") =>
  requestError(answer(status, body, headers, reason), tried, createRedactor());

const a = (code: number | string, description = "What the service says.") => ({ code, description, data: [], source: "PartnerFD" });
const b = (code: number, message = "What the service says.") => ({
  code,
  message,
  description: message,
  errorName: "Name",
  isRetryable: false,
  parameters: {},
  errorMessageExtended: `InternalErrorCode=${code}`,
});

test.each<[string, number, unknown, string, string | undefined]>([
  // Gone: only this
  ["A 404 60003", 404, a(60003), "customerUnknown", "60003"],
  ["A 404 with the code as a text", 404, a("60003"), "customerUnknown", "60003"],
  ["B 404 60003", 404, b(60003), "customerUnknown", "60003"],
  ["A 404 60003 behind a BOM", 404, `\ufeff${JSON.stringify(a(60003))}`, "customerUnknown", "60003"],
  // Said by Partner Center, but not of the customer
  ["A 404 1000", 404, a(1000), "refused", "1000"],
  ["A 404 600074", 404, a(600074), "refused", "600074"],
  ["C on 404", 404, '"Nothing here."', "refused", undefined],
  // Every other 404 is not Partner Center's
  ["an empty 404", 404, "", "notPartnerCenter", undefined],
  ["a 404 page", 404, "<html>404</html>", "notPartnerCenter", undefined],
  ["a 404 of an API gateway", 404, { statusCode: 404, message: "Resource not found" }, "notPartnerCenter", undefined],
  ["a 404 of another API", 404, { error: { code: "ResourceNotFound", message: "x" } }, "notPartnerCenter", undefined],
  ["a 404 with a code and no words", 404, { code: 1000 }, "notPartnerCenter", undefined],
  ["a 404 with a code in words", 404, { code: "NotFound", message: "x" }, "notPartnerCenter", undefined],
  ["the code 1000 with another status", 400, a(1000), "refused", "1000"],
  // This customer cannot be read
  ["A 403 20002", 403, a(20002), "customerUnreadable", "20002"],
  ["A 403 1002", 403, a(1002), "customerUnreadable", "1002"],
  ["A 403 2032", 403, a(2032), "customerUnreadable", "2032"],
  ["A 403 of another code", 403, a(600006), "refused", "600006"],
  ["A 403 of an unknown code", 403, a(999999), "refused", "999999"],
  ["A 403 under review", 403, a(800073), "refused", "800073"],
  ["an empty 403", 403, "", "refused", undefined],
  ["a 403 in plain words", 403, "You are not allowed to see this.", "refused", undefined],
  ["C on 403", 403, '"Not allowed."', "refused", undefined],
  ["a 403 in other JSON", 403, { error: { code: "Forbidden", message: "Not this customer." } }, "refused", undefined],
  ["a 403 in JSON without words", 403, [1, 2], "refused", undefined],
  ["a 403 of a gateway", 403, { statusCode: 403, message: "Forbidden" }, "refused", undefined],
  ["a 403 page", 403, "<html>Access denied</html>", "notPartnerCenter", undefined],
  // Refusals
  ["C", 400, '"Customer tagging denied."', "refused", undefined],
  ["C on 409", 409, '"Customer tagging denied."', "refused", undefined],
  ["B 400", 400, b(600061), "refused", "600061"],
  ["A 409", 409, a(3000), "refused", "3000"],
  ["A 400 2000", 400, a(2000), "refused", "2000"],
  ["A 422 of an unknown code", 422, a(999999), "refused", "999999"],
  ["a 400 page", 400, "<html>Bad Request</html>", "notPartnerCenter", undefined],
  // Authentication
  ["A 401 900421", 401, a(900421), "mfa", "900421"],
  ["A 401 10001", 401, a(10001), "mfa", "10001"],
  ["A 401 900420", 401, a(900420), "authentication", "900420"],
  ["A 401 of another code", 401, a(400), "authentication", "400"],
  ["an empty 401", 401, "", "authentication", undefined],
  ["a 401 page", 401, "<html>", "authentication", undefined],
  ["A 403 900329", 403, a(900329), "appOnly", "900329"],
  // Throttled, unavailable
  ["D", 429, { statusCode: 429, message: "Rate limit is exceeded. Try again in 57 seconds." }, "throttled", undefined],
  ["a 429 page", 429, "<html>", "throttled", undefined],
  ["A 500", 500, a(800003), "unavailable", "800003"],
  ["a 502 page", 502, "<html>", "unavailable", undefined],
  ["an empty 503", 503, "", "unavailable", undefined],
  ["a 501", 501, { code: 0, description: "undefined" }, "unavailable", "0"],
  // Strangers
  ["a redirect", 302, "", "notPartnerCenter", undefined],
  ["F", 400, { error: "invalid_request", error_description: "AADSTS900144" }, "notPartnerCenter", "invalid_request"],
  ["a 405", 405, "", "notPartnerCenter", undefined],
  ["a 407", 407, "", "unreachable", undefined],
])("%s is %s", (_name, status, body, kind, code) => {
  const { message, ...facts } = error(status, body);
  expect(facts).toMatchObject({ kind, status, requestId: tried.requestId, correlationId: tried.correlationId, fate: "untouched" });
  expect(facts.code === code || kind === "notPartnerCenter").toBe(true);
  expect(message).toMatch(/^Reading the qualifications of customer 0c39d6d5-c70d-4c55-bc02-f620844f3fd1 failed: .+\./);
});

const signs: readonly Record<string, string>[] = [
  { "ms-requestid": tried.requestId },
  { "ms-correlationid": "anything" },
  { "ms-cv": "f1ybRhHpFU6CPsQb.0" },
  { "ms-serverid": "00000A" },
];
test.each(signs)("what carries %j was said by Partner Center, in whatever form", (headers) => {
  for (const status of [400, 403, 404, 405, 409, 422]) {
    for (const body of ["", "<html>", "No.", { hello: "world" }, { error: "invalid_request" }]) {
      const { kind, message } = error(status, body, headers);
      expect([status, body, kind]).toEqual([status, body, "refused"]);
      expect(message).not.toMatch(/proxy/);
    }
  }
});

test("our own ids in the words show that Partner Center answered, too", () => {
  expect(error(400, `No. Request ${tried.requestId}.`).kind).toBe("refused");
  expect(error(400, `No. Request ${tried.requestId.replace("0", "1")}.`).kind).toBe("notPartnerCenter");
});

test.each<[string, unknown, string]>([
  ["plain words", "You may not see this customer.", "You may not see this customer."],
  ["a bare text", '"You may not."', "You may not."],
  ["other JSON", { error: { code: "Forbidden", message: "Not this one." } }, "Not this one."],
  ["JSON in Pascal case", { Message: "Denied for now." }, "Denied for now."],
  ["JSON without a text", { reason: 7 }, "{'reason':7}"],
  [
    "a text in data",
    { ...a(3000, "Invalid property"), data: ["EducationSegment: not here"] },
    "Invalid property: EducationSegment: not here",
  ],
  [
    "objects in data",
    { ...a(3000, "Invalid property"), data: [{ code: 7, message: "too long" }, { field: "x" }] },
    "Invalid property: too long: {'field':'x'}",
  ],
])("what the service said is kept: %s", (_name, body, words) => {
  expect(error(403, body).message).toContain(`The service said: "${words}"`);
});

test("what stands in data is scrubbed and cut like everything else", () => {
  const redactor = createRedactor();
  redactor.add("the-secret-code");
  const { message } = requestError(
    answer(400, { ...a(3000), data: ["code the-secret-code \u001b[31m", "y".repeat(5000)] }),
    tried,
    redactor,
  );
  expect(message).toContain("code [secret]");
  expect(message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(message.length).toBeLessThan(1500);
});

test("a code that speaks of a customer is not told so of a call that names none", () => {
  const { customerId: _, ...call } = { ...tried, what: "Reading the validation codes" };
  for (const code of [1002, 2032, 20002]) {
    const { kind, message } = requestError(answer(403, a(code)), call, createRedactor());
    expect(kind).toBe("refused");
    expect(message).toContain(`access is denied (403, code ${code})`);
    expect(message).not.toMatch(/customer/);
  }
});

test("2000 says that the request is not valid, not which part of it", () => {
  const { message } = error(400, a("2000", "that operator is not allowed in a search"));
  expect(message).toContain("the request is not valid (400, code 2000). The service said");
  expect(message).not.toMatch(/GUID|Check customerId/);
});

test.each<[string, unknown]>([
  ["in plain words", "Authentication failed. MFA required. (10001)"],
  ["in a bare text", '"Authentication failed. MFA required."'],
  ["in other JSON", { message: "Multi-factor authentication is needed" }],
  ["by its number alone", "Failed with 10001"],
])("a 401 about MFA %s is one, and its words are kept", (_name, body) => {
  const { kind, message } = error(401, body);
  expect(kind).toBe("mfa");
  expect(message).toContain("The service said: ");
  expect(message).toContain("Run `partnercenter login` with multi-factor authentication");
});

test("where a request may have been carried out, the error says so, and what to do", () => {
  const failed = (status: number, body: unknown = ""): string =>
    requestError(answer(status, body), tried, createRedactor(), { fate: "unknown" }).message;
  expect(failed(503)).toMatch(
    /failed: the service failed \(503\)\. Whether the request was carried out is unknown\. Run again: the next run looks before it acts\.$/,
  );
  expect(failed(403, a(20002))).toMatch(
    /Whether the request was carried out is unknown\. Check customerId, and that .* customer\. Run again: the next run looks before it acts\.$/,
  );
});

test("what was never sent is not told as unanswered", () => {
  const failed = (outcome: Parameters<typeof requestError>[0]) => requestError(outcome, tried, createRedactor());
  expect(failed({ kind: "notSent", why: "preparing", limit: 180_000 })).toMatchObject({
    kind: "authentication",
    message: expect.stringMatching(/was not tried: the sign-in did not end within 180 s\. Run `partnercenter doctor`/),
  });
  expect(failed({ kind: "notSent", why: "paused", ms: 3_600_000 })).toMatchObject({
    kind: "throttled",
    message: expect.stringMatching(/was not tried: api\.partnercenter\.microsoft\.com asked to slow down.*Run again in 3600 s\./),
  });
});

test.each<[string, Record<string, string>, string, string]>([
  ["E", { "www-authenticate": 'Bearer error="invalid_token"' }, "Unauthorized - MFA required", "mfa"],
  ["E without the reason phrase", { "www-authenticate": 'Bearer error="invalid_token"' }, "Unauthorized", "mfa"],
  ["the reason phrase alone", {}, "Unauthorized - MFA required", "mfa"],
  [
    "the header that gives another reason",
    { "www-authenticate": 'Bearer error="invalid_token", error_description="The token expired"' },
    "",
    "authentication",
  ],
  ["the header without an error", { "www-authenticate": "Bearer" }, "", "authentication"],
])("an empty 401: %s", (_name, headers, reason, kind) => {
  expect(error(401, "", headers, reason).kind).toBe(kind);
});

test("the message says what was tried, what it means, what was said, and what to do", () => {
  expect(error(403, a(20002, "Partner x has no relationship with y.")).message).toBe(
    "Reading the qualifications of customer 0c39d6d5-c70d-4c55-bc02-f620844f3fd1 failed: this partner has no commerce relationship with the customer (403, code 20002). " +
      'The service said: "Partner x has no relationship with y." Check customerId, and that this partner has a reseller relationship with the customer.',
  );
  expect(error(400, '"Customer tagging denied."').message).toContain('The service said: "Customer tagging denied."');
  expect(error(429, "", { "retry-after": "57" }).message).toContain("Run again in 57 s.");
  expect(error(409, a(800002, "It is there.")).message).toMatch(
    /"It is there\." Run again: what another run has asked for meanwhile is adopted\.$/,
  );
});

test("the ids of the answer win, where they are ids", () => {
  const ids = { "ms-requestid": "11111111-1111-4111-8111-111111111111", "ms-correlationid": "not an id" };
  expect(error(400, a(3000), ids)).toMatchObject({ requestId: ids["ms-requestid"], correlationId: tried.correlationId });
});

test("long and dirty texts are cut and cleaned", () => {
  const { message } = error(400, JSON.stringify(`a\u001b[31m\nb\u202e${"x".repeat(5000)}`));
  expect(message.length).toBeLessThan(800);
  expect(message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

test("each known code is said once for a status, with a meaning that ends a sentence", () => {
  const seen = new Set<string>();
  for (const { code, status, meaning, remedy, source } of errorCatalogue) {
    expect(seen.has(`${code} ${status}`)).toBe(false);
    seen.add(`${code} ${status}`);
    expect(meaning).toMatch(/^([a-z]|Microsoft|Partner Center).*[^.]$/);
    if (remedy !== undefined) expect(remedy).toMatch(/^[A-Z].*\.$/);
    expect(source).not.toBe("");
  }
});

describe("what names the service stands in the remedy, with how a new value of it counts", () => {
  const refusedConnection: Outcome = { kind: "notSent", why: "connection", code: "ECONNREFUSED" };
  const recorded = "A refresh uses the configuration that the last `pulumi up` recorded: run `pulumi up --run-program` once";
  const message = (config: Record<string, string>, env: NodeJS.ProcessEnv, outcome: Outcome): string => {
    const { sources } = readSettings((key) => config[key], env);
    return requestError(outcome, { ...tried, service: serviceSettings(sources, "endpoint") }, createRedactor()).message;
  };

  test.each([
    ["an emulator that does not run any more", { emulator: "http://127.0.0.1:1" }, "partnercenter:emulator; the emulator must be running"],
    ["an endpoint", { endpoint: "https://partnercenter.contoso.com" }, "partnercenter:endpoint and partnercenter:cloud"],
    ["a cloud", { cloud: "china" }, "partnercenter:endpoint and partnercenter:cloud"],
  ])("%s of the configuration: a refresh goes on with what was recorded", (_, config, setting) => {
    const text = message(config, {}, refusedConnection);
    expect(text).toContain(`and ${setting}.`);
    expect(text).toContain(recorded);
  });

  test("one of the environment counts at once", () => {
    const text = message({}, { PARTNERCENTER_EMULATOR: "http://127.0.0.1:1" }, refusedConnection);
    expect(text).toContain("the emulator must be running.");
    expect(text).not.toContain("--run-program");
  });

  test("a page in place of an answer asks for the same", () => {
    const page = answer(200, "<html>", { "content-type": "text/html" });
    expect(message({ endpoint: "https://partnercenter.contoso.com" }, {}, page)).toContain(recorded);
    expect(message({}, {}, page)).not.toContain("--run-program");
  });
});
