import { STATUS_CODES } from "node:http";
import fc from "fast-check";
import { readRecording } from "../../../emulator/recording/readRecording";
import { RecordingPlayer } from "../../../emulator/recording/recordingPlayer";
import type { Answer } from "../../../provider/http/outcome";
import { decideRetry } from "../../../provider/http/retry";
import { parseCustomerPage, parsed, parseEntries, parseValidationCodes } from "../../../provider/partnerCenter/answers";
import { partnerCenterErrors } from "../../../provider/partnerCenter/errorCatalogue";
import { lettersByKey } from "../../../provider/partnerCenter/recording/letters";
import { scrubOutcome, scrubRequest } from "../../../provider/partnerCenter/recording/scrub";
import { notUnderstood, requestError, speaksOfMfa } from "../../../provider/partnerCenter/requestError";
import { fateOf } from "../../../provider/partnerCenter/submit";
import { qualificationNames } from "../../../provider/qualification/model";
import { createRedactor } from "../../../provider/redact";
import { customerId, requestId } from "../../support/partnerCenter";

const path = `/v1/customers/${customerId}/qualifications`;
const headers = { "MS-RequestId": requestId, "MS-CorrelationId": customerId };
const letters = lettersByKey(Buffer.alloc(32, 3));

/** Recorded, written, read and played: what the client gets when it asks again. */
function again(answer: Answer): Answer {
  const request = scrubRequest({ method: "GET", url: `https://api.partnercenter.microsoft.com${path}`, headers }, letters, 0);
  const lines = [
    { partnercenterRecording: 1, session: "s", letters: "l" },
    { session: "s", at: 0, ms: 0, request, answer: scrubOutcome(answer, letters, 0) },
  ];
  const player = new RecordingPlayer(readRecording(lines.map((line) => JSON.stringify(line)).join("\n")));
  const lowerCase = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const { encoded } = player.answer({ method: "GET", path, query: new URLSearchParams(), headers: lowerCase, body: "", url: "", host: "" });
  return {
    kind: "answered",
    status: encoded.status,
    reason: encoded.reason ?? STATUS_CODES[encoded.status] ?? "",
    headers: Object.fromEntries(Object.entries(encoded.headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: encoded.body,
  };
}

const known = (names: readonly string[], name: string | undefined): string | undefined =>
  name === undefined || names.includes(name) ? name : "another";

/** All that the client decides by an answer. */
function decided(answer: Answer): unknown {
  const tried = { what: "x", host: "h", service: { setting: "partnercenter:endpoint" }, customerId, requestId, correlationId: customerId };
  const error = requestError(answer, tried, createRedactor());
  const entries = parsed(answer, parseEntries);
  const codes = partnerCenterErrors.map(({ code }) => code);
  return {
    entries: entries?.map(({ qualification, vettingStatus, vettingReason, vettingCreateDate }) => ({
      qualification: known(qualificationNames, qualification),
      vettingStatus: known(["Approved", "Denied", "InReview"], vettingStatus),
      hasReason: vettingReason !== undefined,
      day: vettingCreateDate?.slice(0, 10),
    })),
    codes: parsed(answer, parseValidationCodes)?.map(({ remainingCreates }) =>
      remainingCreates === undefined ? undefined : Math.min(remainingCreates, 1),
    ),
    customers: parsed(answer, parseCustomerPage)?.customers.length,
    error: { kind: error.kind, status: error.status, code: known(codes, error.code), remedy: error.remedy },
    notUnderstood: notUnderstood(answer, tried).kind,
    mfa: speaksOfMfa(answer),
    fate: fateOf(answer),
    retry: decideRetry({ attempt: 1, outcome: answer, now: 0, random: 0, left: 1e9 }),
  };
}

// Error codes are told only where the service speaks: as a reason or a name, a number is anything.
const texts = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.constantFrom("MFA required", "Contoso University", "contoso.edu", "12", " ", "education"),
);
const words = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.constantFrom(
    "MFA required",
    "Multi-Factor authentication",
    `Customer ${customerId} (${requestId})`,
    "10001",
    "Access denied",
    " ",
    "education",
    "<html>",
  ),
);
const name = fc.oneof(fc.constantFrom(...qualificationNames, "education", "government_community_cloud", "SomethingNew"), fc.nat(6), words);
const day = fc.constantFrom(
  "2021-05-06T19:59:56.6832021Z",
  "2021-05-06T00:00:00",
  "07/09/2020: 00:00:00",
  "0001-01-01T00:00:00",
  "2026-11-20T10:00:00Z",
  "soon",
);
const entry = fc.record(
  {
    qualification: name,
    vettingStatus: fc.oneof(fc.constantFrom("InReview", "in_review", "APPROVED", "Denied", "OnHold"), texts),
    vettingReason: fc.option(texts),
    vettingCreateDate: day,
    other: texts,
  },
  { requiredKeys: [] },
);
const code = fc
  .oneof(fc.constantFrom(...partnerCenterErrors.map((error) => error.code)), fc.nat(999_999).map(String))
  .chain((text) => fc.constantFrom(text, Number(text)));
const problem = fc.record(
  { code, description: words, message: words, data: fc.array(words, { maxLength: 2 }), source: texts, error: words },
  { requiredKeys: [] },
);
const customers = fc.record({
  items: fc.array(fc.record({ id: fc.uuid(), companyProfile: fc.record({ domain: texts }) })),
  links: fc.constantFrom({}, { next: { headers: [{ key: "MS-ContinuationToken", value: "t" }] } }, { next: {} }),
});
const body = fc.oneof(
  fc.array(entry, { maxLength: 3 }),
  entry,
  fc.record({ qualifications: fc.array(entry, { maxLength: 2 }) }),
  problem,
  name,
  customers,
  fc.array(fc.record({ validationId: fc.oneof(texts, fc.nat()), remainingCreates: fc.nat(3) }, { requiredKeys: [] }), { maxLength: 2 }),
  fc.jsonValue(),
);
const answer = fc.record({
  kind: fc.constant("answered" as const),
  status: fc.constantFrom(200, 201, 202, 204, 302, 400, 401, 403, 404, 405, 407, 408, 409, 429, 500, 501, 503),
  reason: fc.constantFrom("", "Unauthorized - MFA required", "Contoso says no"),
  headers: fc.record(
    {
      "ms-requestid": fc.constantFrom(requestId, "x"),
      "ms-cv": fc.constant("cv"),
      "retry-after": fc.constantFrom("30", "0.5", "soon", "Thu, 01 Jan 1970 00:00:09 GMT"),
      "www-authenticate": fc.constantFrom(
        'Bearer error="invalid_token"',
        'Bearer error="invalid_token", error_description="x"',
        'Bearer realm="contoso"',
        "MFA",
      ),
    },
    { requiredKeys: [] },
  ),
  body: fc.oneof(
    body.map((json) => Buffer.from(JSON.stringify(json))),
    body.map((json) => Buffer.from(`\uFEFF${JSON.stringify(json)}`)),
    words.map((text) => Buffer.from(text)),
    words.map((text) => Buffer.from(`<html>${text}</html>`)),
  ),
});

test("whatever is answered, the client decides the same by what is played", () => {
  fc.assert(
    fc.property(answer, (given) => {
      // A wait until a date goes by the clock, which goes on.
      fc.pre(!/GMT$/.test(given.headers["retry-after"] ?? ""));
      expect(decided(again(given))).toEqual(decided(given));
    }),
    { numRuns: 2000 },
  );
});
