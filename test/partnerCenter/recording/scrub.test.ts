import fc from "fast-check";
import type { HttpRequest, Outcome } from "../../../provider/http/outcome";
import { lettersByKey, lettersInOrder } from "../../../provider/partnerCenter/recording/letters";
import { scrubHeaders, scrubJson, scrubOutcome, scrubRequest, scrubText, scrubUrl } from "../../../provider/partnerCenter/recording/scrub";

const id = "0c39d6d5-c70d-4c55-bc02-f620844f3fd1";
const other = "11111111-2222-4333-8444-555555555555";
const now = Date.parse("2026-11-25T10:11:12Z");

function answered(status: number, body: string, headers: Record<string, string> = {}, reason = ""): Outcome {
  return { kind: "answered", status, reason, headers, body: Buffer.from(body) };
}

test("qualifications keep their kinds, statuses and spellings, and of a date the day", () => {
  const json = [
    {
      Qualification: "government_community_cloud",
      vettingStatus: "InReview",
      VETTINGREASON: "Contoso is no school",
      vettingReason: "Not an academic domain",
      vettingCreatedDate: "2021-05-06T19:59:56.6832021Z",
    },
    { qualification: "Education", vettingStatus: "Denied", vettingCreateDate: "07/09/2020: 01:02:03" },
    { qualification: "SomethingNew", vettingStatus: "OnHold", vettingCreateDate: "0001-01-01T00:00:00" },
  ];
  expect(scrubJson(json, lettersInOrder())).toEqual([
    {
      Qualification: "government_community_cloud",
      vettingStatus: "InReview",
      VETTINGREASON: "<text 32 A>",
      vettingReason: "Not an academic domain",
      vettingCreatedDate: "<date 2021-05-06 B .7Z>",
    },
    { qualification: "Education", vettingStatus: "Denied", vettingCreateDate: "<date 2020-07-09 C american>" },
    { qualification: "<text 16 D>", vettingStatus: "<text 8 E>", vettingCreateDate: "<date 0001-01-01 F>" },
  ]);
});

test.each<[unknown, unknown]>([
  ["education", "education"],
  [1, 1],
  [7, "<number 1>"],
  [null, null],
  ["Conflict", "<text 8 A>"],
])("a bare %j is the qualification of the contract 2018-09, or a shape", (json, scrubbed) => {
  expect(scrubJson(json, lettersInOrder())).toEqual(scrubbed);
});

test("an error keeps its code where it is one that we know, and the words on which something turns", () => {
  expect(
    scrubJson(
      { code: 10001, description: `MFA is required for ${id} (AADSTS50076, 10001)`, data: [], source: "PartnerFD" },
      lettersInOrder(),
    ),
  ).toEqual({ code: 10001, description: "<text 128 B MFA AADSTS50076 10001 id:A>", data: [], source: "PartnerFD" });
  expect(scrubJson({ code: 123456, description: "no", source: "Contoso" }, lettersInOrder())).toEqual({
    code: "<number 6>",
    description: "<text 2 A>",
    source: "<text 8 B>",
  });
  expect(scrubJson({ code: "60003" }, lettersInOrder())).toEqual({ code: "60003" });
});

test("a customer keeps the fields that are documented, and nothing of their values; the same id and domain have the same letters", () => {
  const customer = {
    id,
    companyProfile: { tenantId: id.toUpperCase(), domain: "Contoso.edu", companyName: "Contoso University" },
    customDomains: ["contoso.edu", "contoso.onmicrosoft.com"],
    relationshipToPartner: "reseller",
    contosoInternal: true,
    allowDelegatedAccess: false,
  };
  expect(scrubJson(customer, lettersInOrder())).toEqual({
    id: "<id A>",
    companyProfile: { tenantId: "<id A>", domain: "<domain B>", companyName: "<text 32 C>" },
    customDomains: ["<domain B>", "<domain D>"],
    relationshipToPartner: "reseller",
    "<field E>": true,
    allowDelegatedAccess: false,
  });
});

test("validation codes tell whether any are left, not how many, and not what they are", () => {
  const codes = [{ partnerId: other, organizationName: "Contoso", validationId: "123456", maxCreates: 40, remainingCreates: 0, eTag: "x" }];
  expect(scrubJson(codes, lettersInOrder())).toEqual([
    {
      partnerId: "<id A>",
      organizationName: "<text 8 B>",
      validationId: "<digits 6 C>",
      maxCreates: "<number 2>",
      remainingCreates: 0,
      eTag: "<text 1 D>",
    },
  ]);
});

test("a request tells its path by known words and letters, its headers by known values", () => {
  const request: HttpRequest = {
    method: "POST",
    url: `https://api.partnercenter.microsoft.com/v1/customers/${id}/qualifications?code=123456&size=100&tenant=contoso`,
    headers: {
      Authorization: "Bearer eyJ.secret.token",
      Accept: "application/json",
      "Content-Type": "application/json",
      "MS-RequestId": other,
      "X-Contoso": "contoso",
      "User-Agent": "pulumi-partnercenter/0.2.0 node/20.19.0",
    },
    body: JSON.stringify({ qualification: "Education", educationSegment: "K12", website: "contoso.edu", validationCode: "123456" }),
  };
  expect(scrubRequest(request, lettersInOrder(), now)).toEqual({
    method: "POST",
    host: "api.partnercenter.microsoft.com",
    path: "/v1/customers/<id A>/qualifications",
    query: { code: "<secret>", size: "100", "<name B>": "<secret>" },
    headers: {
      Authorization: "Bearer <secret>",
      Accept: "application/json",
      "Content-Type": "application/json",
      "MS-RequestId": "<id C>",
      "<header D>": "<text 8>",
      "User-Agent": "pulumi-partnercenter/0.2.0 node/20.19.0",
    },
    body: { json: { qualification: "Education", educationSegment: "K12", website: "<domain E>", validationCode: "<digits 6 F>" } },
  });
});

test.each<[string, unknown]>([
  ["http://127.0.0.1:4711/contoso/v1/customers", { host: "this machine", path: "/<segment>/v1/customers" }],
  ["https://gateway.contoso.com/v1/customers/all/validations", { host: "another", path: "/v1/customers/all/validations" }],
  [
    `https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/token`,
    { host: "login.microsoftonline.com", path: "/<segment>/oauth2/v2.0/token" },
  ],
  [
    `https://api.partnercenter.microsoft.com/v1/customers?size=100&filter=${encodeURIComponent('{"Field":"Domain","Value":"contoso","Operator":"starts_with"}')}`,
    {
      host: "api.partnercenter.microsoft.com",
      path: "/v1/customers",
      query: { size: "100", filter: { Field: "Domain", Value: "<text 8 A>", Operator: "starts_with" } },
    },
  ],
])("%s is told as %j", (url, told) => {
  expect(scrubUrl(url, lettersInOrder())).toEqual(told);
});

test("a sign-in tells how it was done and what was refused, and nothing else", () => {
  const request: HttpRequest = {
    method: "POST",
    url: `https://login.microsoftonline.com/${other}/oauth2/v2.0/token`,
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({
      grant_type: "refresh_token",
      client_id: id,
      refresh_token: "0.AXkA-secret",
      client_secret: id,
      scope: "https://api.partnercenter.microsoft.com/.default",
      login_hint: "ann@contoso.com",
    }).toString(),
  };
  expect(scrubRequest(request, lettersInOrder(), now)).toMatchObject({
    path: "/<id A>/oauth2/v2.0/token",
    body: {
      form: {
        grant_type: "refresh_token",
        client_id: "<id B>",
        refresh_token: "<secret>",
        client_secret: "<secret>",
        scope: "<secret>",
        "<name C>": "<secret>",
      },
    },
  });
  const refused = answered(
    400,
    JSON.stringify({
      error: "invalid_grant",
      error_description: `AADSTS50076: Due to a change by your administrator, you must use multi-factor authentication. Trace ID: ${id}`,
      error_codes: [50076, 123456789],
      suberror: "basic_action",
      trace_id: other,
    }),
  );
  expect(scrubOutcome(refused, lettersInOrder(), now)).toMatchObject({
    body: {
      json: {
        error: "invalid_grant",
        error_description: "<text 256 B AADSTS50076 MFA id:A>",
        error_codes: [50076, "<number 9>"],
        suberror: "basic_action",
        trace_id: "<id C>",
      },
    },
  });
  const granted = answered(
    200,
    JSON.stringify({ token_type: "Bearer", access_token: "a.b.c", refresh_token: "r", id_token: { a: 1 }, expires_in: 3599 }),
  );
  expect(scrubOutcome(granted, lettersInOrder(), now)).toMatchObject({
    body: { json: { token_type: "Bearer", access_token: "<secret>", refresh_token: "<secret>", id_token: "<secret>", expires_in: 3599 } },
  });
});

test.each<[Outcome, unknown]>([
  [answered(200, "\uFEFF[]", { "content-type": "application/json; charset=utf-8" }), { bom: true, body: { json: [] } }],
  [answered(502, "<html><title>Contoso proxy</title></html>", { "content-type": "text/html" }), { body: { html: 64 } }],
  [answered(503, "The service is down"), { body: { text: "<text 32 A>" } }],
  [answered(204, ""), { status: 204 }],
  [answered(401, "", { "www-authenticate": 'Bearer error="invalid_token"' }, "MFA required"), { reason: "<text 16 A MFA>" }],
  [answered(403, "", {}, "Forbidden"), { status: 403, headers: {} }],
  [
    { kind: "dropped", code: "ECONNRESET" },
    { outcome: "dropped", code: "ECONNRESET" },
  ],
  [
    { kind: "dropped", code: "E_CONTOSO" },
    { outcome: "dropped", code: "unknown" },
  ],
  [
    { kind: "timedOut", limit: 30_000, status: 201 },
    { outcome: "timedOut", status: 201 },
  ],
  [
    { kind: "notSent", why: "connection", code: "ECONNREFUSED", address: "10.1.2.3:443" },
    { outcome: "notSent", why: "connection", code: "ECONNREFUSED" },
  ],
  [
    { kind: "unreadable", why: "too large", status: 200 },
    { outcome: "unreadable", why: "too large", status: 200 },
  ],
])("the outcome %j is told as %j", (outcome, told) => {
  expect(scrubOutcome(outcome, lettersInOrder(), now)).toMatchObject(told as object);
});

test.each<[string, string, string]>([
  ["retry-after", "30", "30"],
  ["retry-after", "Wed, 25 Nov 2026 10:11:42 GMT", "<in 30 s>"],
  ["retry-after", "soon", "<text 4>"],
  ["server", "Contoso-Gateway/1.0", "<text 32>"],
  ["set-cookie", "session=1", "<secret>"],
  [
    "www-authenticate",
    'Bearer realm="contoso", error_description="AADSTS50076"',
    'Bearer realm="<text 8>", error_description="<text 16 AADSTS50076>"',
  ],
  ["www-authenticate", 'Bearer error="invalid_token"', 'Bearer error="invalid_token"'],
  [
    "www-authenticate",
    'Bearer realm="", authorization_uri="https://x", error=contoso, contoso="x"',
    'Bearer realm="", authorization_uri="<text 16>", error="<text 8>"',
  ],
  ["www-authenticate", "Bearer", "Bearer"],
  ["www-authenticate", "Bearer MFA, please", "Bearer <text 16 MFA>"],
  ["www-authenticate", "Contoso realm=x", "<text 16>"],
  ["ms-correlationid", id, "<id A>"],
])("the header %s: %s is told as %s", (name, value, told) => {
  expect(scrubHeaders({ [name]: value }, lettersInOrder(), now)).toEqual({ [name]: told });
});

test.each<[string, string]>([
  ["9999-99-99T00:00:00Z", "<text 32 A>"],
  ["2026-02-01T10:00:00+02:00", "<date 2026-02-01 A +>"],
  ["1234-56-78T90:12:34", "<text 32 A>"],
  ["", ""],
])("the text %j is told as %j", (text, told) => {
  expect(scrubText(text, lettersInOrder())).toBe(told);
});

test("letters go on from Z, are the same for the same text, and differ by key", () => {
  const letters = lettersInOrder();
  const texts = Array.from({ length: 703 }, (_, i) => String(i));
  expect(texts.map(letters).filter((_, i) => [0, 25, 26, 701, 702].includes(i))).toEqual(["A", "Z", "AA", "ZZ", "AAA"]);
  const [one, two] = [lettersByKey(Buffer.alloc(32, 1)), lettersByKey(Buffer.alloc(32, 2))];
  expect(one(id)).toMatch(/^[a-z]{8}$/);
  expect(one(id)).toBe(lettersByKey(Buffer.alloc(32, 1))(id));
  expect(one(id)).not.toBe(two(id));
});

/** What identifies somebody, in the forms in which it comes. Long enough that it is not met by chance. */
const secret = fc.oneof(
  fc.uuid(),
  fc.stringMatching(/^[A-Za-z]{9,14}$/),
  fc.stringMatching(/^[a-z]{8,12}\.(?:edu|com|onmicrosoft\.com)$/),
  fc.stringMatching(/^[a-z]{8,12}@[a-z]{8,12}\.com$/),
  fc.stringMatching(/^eyJ[\w-]{20,30}\.[\w-]{20,30}\.[\w-]{20,30}$/),
  fc.stringMatching(/^[1-9]\d{9,15}$/),
  fc.stringMatching(/^T[01]\d:[0-5]\d:[0-5]\d\.\d{7}$/),
  fc.stringMatching(/^E[A-Z]{9,14}$/),
);
const knownNames = [
  "qualification",
  "vettingStatus",
  "vettingReason",
  "vettingCreateDate",
  "code",
  "description",
  "message",
  "data",
  "source",
  "error",
].concat([
  "error_description",
  "id",
  "domain",
  "companyName",
  "validationId",
  "website",
  "access_token",
  "items",
  "key",
  "scope",
  "size",
  "filter",
]);

/** Secrets wherever they can stand: as a value, within one, as a name. */
function traffic(secrets: readonly string[]): fc.Arbitrary<{ request: HttpRequest; outcome: Outcome }> {
  const planted = fc.constantFrom(...secrets);
  const text = fc.oneof(
    planted,
    planted.map((one) => `AADSTS50076: no MFA for ${one}, 10001`),
    planted.map((one) => `https://${one}/x?y=${one}`),
    planted.map((one) => `2026-11-20${one}`),
    planted.map((one) => encodeURIComponent(`"${one}`)),
    fc.tuple(planted, planted).map((both) => both.join(" ")),
  );
  const name = fc.oneof(
    fc.constantFrom(...knownNames),
    text,
    planted.map((one) => `qualification_${one}`),
  );
  const { json } = fc.letrec<{ json: unknown }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 4 },
      text,
      planted.map((one) => (/^\d+$/.test(one) ? Number(one) : one)),
      fc.array(tie("json"), { maxLength: 3 }),
      fc.dictionary(name, tie("json"), { maxKeys: 4 }),
      fc.constantFrom(null, true, 0, 10001),
    ),
  }));
  const headerNames = [
    "content-type",
    "retry-after",
    "www-authenticate",
    "location",
    "server",
    "ms-correlationid",
    "Authorization",
    "set-cookie",
    "date",
  ];
  const headers = fc.dictionary(fc.oneof(fc.constantFrom(...headerNames), planted), text, { maxKeys: 6 });
  const body = fc.oneof(
    json.map((value) => JSON.stringify(value)),
    json.map((value) => `\uFEFF${JSON.stringify(value)}`),
    text.map((words) => `<html>${words}</html>`),
    text,
    fc.dictionary(name, text, { maxKeys: 4 }).map((form) => new URLSearchParams(form).toString()),
  );
  const segment = fc.oneof(text.map(encodeURIComponent), fc.constantFrom("v1", "customers", "qualifications"));
  const url = fc
    .tuple(fc.array(segment, { maxLength: 4 }), fc.dictionary(name, text, { maxKeys: 3 }), fc.boolean())
    .map(
      ([path, query, known]) =>
        `https://${known ? "api.partnercenter.microsoft.com" : "proxy.contoso.example"}/${path.join("/")}?${new URLSearchParams(query)}`,
    );
  const request = fc.record(
    { method: fc.constantFrom("GET" as const, "POST" as const), url, headers, body },
    { requiredKeys: ["method", "url", "headers"] },
  );
  const form = request.map((one) => ({ ...one, headers: { ...one.headers, "content-type": "application/x-www-form-urlencoded" } }));
  const answer = fc
    .tuple(fc.constantFrom(200, 201, 400, 401, 403, 404, 429, 503), body, headers, text)
    .map(([status, words, given, reason]) => answered(status, words, given, reason));
  const failure = planted.map((code): Outcome => ({ kind: "notSent", why: "connection", code, address: code }));
  return fc.record({ request: fc.oneof(request, form), outcome: fc.oneof(answer, answer, failure) });
}

test("traffic full of planted ids, names, domains, tokens, codes and times leaves none of them", () => {
  fc.assert(
    fc.property(
      fc.array(secret, { minLength: 1, maxLength: 4 }).chain((secrets) => fc.tuple(fc.constant(secrets), traffic(secrets))),
      fc.constantFrom(lettersInOrder, () => lettersByKey(Buffer.alloc(32, 7))),
      ([secrets, { request, outcome }], makeLetters) => {
        const letters = makeLetters();
        const told = JSON.stringify([scrubRequest(request, letters, now), scrubOutcome(outcome, letters, now)]);
        const written = told.toLowerCase();
        for (const one of secrets) {
          expect(written).not.toContain(one.toLowerCase());
          expect(written).not.toContain(encodeURIComponent(one).toLowerCase());
        }
        expect(told).not.toMatch(/eyJ/);
        expect(written).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-|\d\d:\d\d|@|contoso/);
      },
    ),
    { numRuns: 3000 },
  );
});
