import type { Answer } from "../../provider/http/outcome";
import { errorCatalogue } from "../../provider/partnerCenter/errorCatalogue";
import { errorFromResponse } from "../../provider/partnerCenter/errorFromResponse";
import { createRedactor } from "../../provider/redact";

const tried = {
  what: "Reading the qualifications of customer 0c39d6d5-c70d-4c55-bc02-f620844f3fd1",
  host: "api.partnercenter.microsoft.com",
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
  errorFromResponse(answer(status, body, headers, reason), tried, createRedactor());

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
  // Gone: only these
  ["A 404 1000", 404, a(1000), "customerUnknown", "1000"],
  ["A 404 60003", 404, a(60003), "customerUnknown", "60003"],
  ["A 404 with the code as a text", 404, a("1000"), "customerUnknown", "1000"],
  ["B 404 1000", 404, b(1000), "customerUnknown", "1000"],
  ["A 404 1000 behind a BOM", 404, `\ufeff${JSON.stringify(a(1000))}`, "customerUnknown", "1000"],
  // Every other 404 is not Partner Center's
  ["A 404 600074", 404, a(600074), "notPartnerCenter", "600074"],
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
  ["a 403 page", 403, "<html>Access denied</html>", "notPartnerCenter", undefined],
  ["an empty 403", 403, "", "notPartnerCenter", undefined],
  // Refusals
  ["C", 400, '"Customer tagging denied."', "refused", undefined],
  ["C on 409", 409, '"Customer tagging denied."', "refused", undefined],
  ["B 400", 400, b(600061), "refused", "600061"],
  ["A 409", 409, a(3000), "refused", "3000"],
  ["A 400 2000", 400, a(2000), "refused", "2000"],
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
  expect(facts).toMatchObject({ kind, status, requestId: tried.requestId, correlationId: tried.correlationId, outcomeUnknown: false });
  expect(facts.code === code || kind === "notPartnerCenter").toBe(true);
  expect(message).toMatch(/^Reading the qualifications of customer 0c39d6d5-c70d-4c55-bc02-f620844f3fd1 failed: .+\./);
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
