import { mkdtempSync, rmSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accessToken } from "../../support/partnerCenter";
import { type Received, startServer, type TestServer } from "../../support/server";
import { customer } from "../support/stack";
import { probe } from "./support";

/** Nothing of ours answers here: texts as Microsoft's pages and recorded sessions have them, from a server made by hand. */
let folder: string;
let server: TestServer;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "partnercenter-recorded-"));
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const mark = "\uFEFF";
/** The headers of the recorded sessions (Partner-Center-PowerShell, 2019) and of the first seed's sample. */
function answer(request: Received, response: ServerResponse, status: number, body: string, more: Record<string, string> = {}): void {
  response.writeHead(status, {
    ...(body === "" ? {} : { "Content-Type": "application/json; charset=utf-8" }),
    "MS-CorrelationId": String(request.headers["ms-correlationid"]),
    "MS-RequestId": String(request.headers["ms-requestid"]),
    "X-Locale": "en-US,en-US",
    "MS-CV": "iqOqN0FnaE2y0HcD.0",
    "MS-ServerId": "00000A",
    "Request-Context": "appId=cid-v1:03ce8ca8-8373-4021-8f25-d5dd45c7b12f",
    ...more,
  });
  response.end(body);
}

const ids = [1, 2, 3, 4, 5].map(customer);
/** get-a-list-of-customers, with the names of its sample. */
const customers = JSON.stringify({
  totalCount: ids.length,
  items: ids.map((id) => ({
    id,
    companyProfile: {
      tenantId: id,
      domain: "dmitry1.onmicrosoft.com",
      companyName: "Dmitry1",
      attributes: { objectType: "CustomerCompanyProfile" },
    },
    relationshipToPartner: "reseller",
    attributes: { objectType: "Customer" },
  })),
  links: { self: { uri: "/customers?size=40", method: "GET", headers: [] } },
  attributes: { objectType: "Collection" },
});
/** get-customer-qualification-asynchronous, 07/28/2023: its samples. */
const qualifications = [
  '[{"qualification":"Education","vettingStatus":"Approved"}]',
  '[{"qualification":"Education","vettingStatus":"InReview","vettingCreatedDate":"2020-12-03T10:37:38.885Z"}]',
  '[{"qualification":"Education","vettingStatus":"Denied","vettingReason":"Not an Education Customer","vettingCreatedDate":"2020-12-03T10:37:38.885Z"}]',
  '[{"qualification":"StateOwnedEntity"}]',
  '[{"qualification":"GovernmentCommunityCloud","vettingStatus":"Approved","vettingCreateDate":"2021-05-06T19:59:56.6832021+00:00"},{"qualification":"StateOwnedEntity"}]',
];
/** get-a-partner-s-validation-codes, 6/3/2022. */
const codes =
  '[{"partnerId":"b67f03a9-3ef0-4b91-9b4e-0a2c40b4b8f6","organizationName":"Test_Town of Apex","validationId":"12345","maxCreates":5,"remainingCreates":4,"eTag":"W/\\"datetime\'2018-10-10T18%3A49%3A58.727348Z\'\\""}]';

type Said = Partial<Record<"list" | "unknown" | "legacy" | "gcc", (request: Received, response: ServerResponse, id: string) => void>>;

async function serve(said: Said = {}): Promise<void> {
  server = await startServer((request, response) => {
    const [, id = "", what = ""] = /^\/v1\/customers\/([^/?]+)\/?(\w*)/.exec(request.url) ?? [];
    const index = ids.indexOf(id);
    if (what === "validations") return answer(request, response, 200, mark + codes);
    if (what === "qualification") {
      if (said.legacy) return said.legacy(request, response, id);
      response.writeHead(404, { "Content-Type": "text/html" });
      return void response.end("<html><body><h2>404 - File or directory not found.</h2></body></html>");
    }
    if (request.url.startsWith("/v1/customers?")) return answer(request, response, 200, mark + customers);
    if (index >= 0 && what === "qualifications") {
      return said.list ? said.list(request, response, id) : answer(request, response, 200, mark + qualifications[index]);
    }
    if (index >= 0) return answer(request, response, 200, `${mark}{"id":"${id}","companyProfile":{"domain":"dmitry1.onmicrosoft.com"}}`);
    // Seen: shape A, its code a number (issues of Microsoft's repositories).
    const missing =
      '{"code":2000,"description":"The customer tenant id must be a GUID.","data":[],"source":"PartnerApiServiceControllers"}';
    if (id === "no-guid") return answer(request, response, 400, missing);
    if (said.unknown) return said.unknown(request, response, id);
    // retrieve-validation-status, 10/27/2021: shape B of the customers service.
    answer(
      request,
      response,
      404,
      '{"code":60003,"message":"Tenant not found.","description":"Tenant not found.","errorName":"TenantNotFound","isRetryable":false,"parameters":{},"errorMessageExtended":"InternalErrorCode=60003"}',
    );
  });
}

async function ask(token = accessToken()) {
  const told = await probe({ endpoint: server.url, authority: server.url, auth: "accessToken", accessToken: token }, {}, { cwd: folder });
  const row = (name: string) =>
    [...(told.report?.assumptions ?? []), ...(told.report?.expectations ?? [])].find((each) => each.name === name);
  return { ...told, row };
}

test("the documented samples behind the recorded headers: a mark, two spellings of the date, seven digits, and no retired endpoint", async () => {
  await serve();
  const { code, row, report } = await ask();
  expect(code).toBe(0);
  expect(row("bom")).toMatchObject({ verdict: "same" });
  expect(row("listShape")).toMatchObject({ verdict: "same", seen: [{ value: "array", times: 5 }] });
  expect(row("dateField")?.verdict).toBe("mixed");
  expect(row("dateField")?.seen).toEqual([
    { value: "vettingCreatedDate", times: 2 },
    { value: "vettingCreateDate", times: 1 },
  ]);
  expect(row("dateFormat")).toMatchObject({ verdict: "same", seen: [{ value: "asDocumented", times: 3 }] });
  expect(row("approvedEducationDate")).toMatchObject({ verdict: "same", seen: [{ value: "omit", times: 1 }] });
  expect(row("legacyEndpoint")).toMatchObject({ verdict: "different", seen: [{ value: false, times: 1 }] });
  expect(row("unknownCustomerShape")).toMatchObject({ verdict: "same" });
  // The sample of get-a-list-of-customers has no next page, and this list of five goes on behind a page of two.
  expect(row("nextPage")).toMatchObject({ verdict: "different", seen: [{ value: "none", times: 1 }] });
  expect(row("mfaHeader")).toMatchObject({ verdict: "different", seen: [{ value: "none" }] });
  for (const name of [
    "echoesRequestId",
    "echoesCorrelationId",
    "contentType",
    "kinds",
    "statuses",
    "reasons",
    "malformedId",
    "errorMark",
  ]) {
    expect(`${name} ${row(name)?.verdict}`).toBe(`${name} same`);
  }
  // Two spellings cannot both be assumed.
  expect(report?.observed).not.toHaveProperty("dateField");
  expect(server.received.every(({ method }) => method === "GET")).toBe(true);
});

test("Swagger's wrapper (2020-12) is told", async () => {
  await serve({
    list: (request, response, id) => answer(request, response, 200, `${mark}{"qualifications":${qualifications[ids.indexOf(id)]}}`),
  });
  expect((await ask()).row("listShape")).toMatchObject({ verdict: "different", seen: [{ value: "wrapper" }] });
});

test("the retired endpoint's bare text is told, in the spelling of its last page (12/07/2020)", async () => {
  await serve({
    legacy: (request, response, id) =>
      answer(request, response, 200, mark + (id === ids[4] ? '"governmentcommunitycloud"' : '"education"')),
  });
  const { row } = await ask();
  expect(row("legacyEndpoint")).toMatchObject({ verdict: "same" });
  expect(row("legacyGccName")).toMatchObject({ verdict: "different", seen: [{ value: "governmentcommunitycloud", times: 1 }] });
});

test("where the retired endpoint alone is served, as 21Vianet documents it, it is asked all the same", async () => {
  await serve({
    list: (request, response) => answer(request, response, 404, '{"code":1000,"description":"Not found.","source":"PartnerFD"}'),
    legacy: (request, response) => answer(request, response, 200, `${mark}"education"`),
  });
  const { row } = await ask();
  expect(row("legacyEndpoint")).toMatchObject({ verdict: "same", seen: [{ value: true, times: 1 }] });
  expect(row("listShape")?.verdict).toBe("notSeen");
});

test("a customer that is gone itself says nothing of the retired endpoint", async () => {
  await serve({
    list: (request, response) => answer(request, response, 404, '{"code":1000,"description":"Not found.","source":"PartnerFD"}'),
  });
  expect((await ask()).row("legacyEndpoint")?.verdict).toBe("notSeen");
});

test("what a service calls the id of a customer is no part of a path, unless it is a GUID", async () => {
  const items = ["../../evil", "x", "?", ids[0]].map((id) => ({ id, companyProfile: { domain: "x.example" } }));
  server = await startServer((request, response) =>
    answer(request, response, 200, request.url.startsWith("/v1/customers?") ? JSON.stringify({ items }) : "[]"),
  );
  await ask();
  const paths = server.received.map(({ url }) => url).filter((url) => url.includes("/qualification"));
  expect(paths.every((path) => /^\/v1\/customers\/([0-9a-f-]{36}|no-guid)\/qualifications?$/.test(path))).toBe(true);
  expect(server.received.some(({ url }) => url.includes("evil"))).toBe(false);
});

test("shape A for an unknown customer is told (Partner-Center-PowerShell, recorded errors)", async () => {
  const body = '{"code":60003,"description":"The tenant was not found.","data":[],"source":"PartnerFD"}';
  await serve({ unknown: (request, response) => answer(request, response, 404, body) });
  expect((await ask()).row("unknownCustomerShape")).toMatchObject({ verdict: "different", seen: [{ value: "A" }] });
});

test.each([
  // partner-security-requirements-mandating-mfa, 05/26/2023.
  ["emptyBody", "", { "WWW-Authenticate": 'Bearer error="invalid_token"' }],
  // Partner-Center-DotNet-Samples#59.
  ["10001", '{"code":10001,"description":"Authentication failed. MFA required.","source":"PartnerFD"}', {}],
  // error-codes, newest.
  ["900421", '{"code":900421,"description":"The MFA claim is missing.","source":"PartnerFD"}', {}],
] as const)("the refusal of a sign-in without MFA is told: %s", async (form, body, headers) => {
  server = await startServer((request, response) => answer(request, response, 401, body, headers));
  const { code, row, report, io } = await ask(accessToken({ amr: ["pwd"] }));
  expect(code).toBe(2);
  expect(row("mfaRefusal")?.seen).toEqual([{ value: form, times: 1 }]);
  expect(report).toMatchObject({ signIn: "userWithoutMfa", ended: "signInRefused", requests: 1 });
  expect(io.said.err).toContain("multi-factor");
});

test("a wholly unknown shape, status and name are told as such, and not quoted", async () => {
  const list = (request: Received, response: ServerResponse): void =>
    answer(
      request,
      response,
      200,
      '[{"Qualification":"Startup","VettingStatus":"Pending","Secret":"x","VettingCreatedDate":"07/09/2020: 00:00:00"}]',
    );
  await serve({ list });
  const { row, report } = await ask();
  expect(row("kinds")?.seen).toEqual([{ value: "unknown", times: 5 }]);
  expect(row("statuses")?.seen).toEqual([{ value: "unknown", times: 5 }]);
  expect(row("otherFields")?.seen).toEqual([{ value: "some", times: 5 }]);
  expect(row("keyCase")?.seen).toEqual([{ value: "PascalCase", times: 5 }]);
  expect(row("dateFormat")).toMatchObject({ verdict: "different", seen: [{ value: "other", times: 5 }] });
  expect(report?.observed).not.toHaveProperty("dateFormat");
  expect(report?.met).toEqual([{ kind: "other", status: "other", times: 5 }]);
  expect(JSON.stringify(report)).not.toMatch(/Startup|Pending|Secret|07\/09/);
});
