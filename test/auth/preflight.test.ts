import fc from "fast-check";
import { decodeClaims } from "../../provider/auth/claims";
import { preflight } from "../../provider/auth/preflight";
import { accessToken, tenantId } from "../support/partnerCenter";

const expected = { audience: "https://api.partnercenter.microsoft.com", tenantId, now: Date.now() };

test.each<[string, Record<string, unknown>]>([
  ["as it should be", {}],
  ["for Partner Center's application id", { aud: "fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd" }],
  ["with a slash at the end of the audience", { aud: "https://api.partnercenter.microsoft.com/" }],
  ["of version 2.0, which does not name the methods", { ver: "2.0", amr: undefined }],
  ["without tenant, audience and end", { tid: undefined, aud: undefined, exp: undefined }],
  ["with the tenant in capitals", { tid: tenantId.toUpperCase() }],
])("a token %s passes", (_name, claims) => {
  expect(preflight(accessToken(claims), expected)).toBeUndefined();
});

test.each<[Record<string, unknown>, string, string]>([
  [{ aud: "https://graph.microsoft.com" }, "authentication", "meant for"],
  [{ tid: "99999999-0000-4000-8000-000000000000" }, "authentication", "of the tenant"],
  [{ exp: 1_000_000_000 }, "authentication", "expired at 2001-09-09T01:46:40Z"],
  [{ scp: undefined }, "appOnly", "an application alone"],
  [{ amr: [] }, "mfa", "multi-factor"],
  [{ amr: ["pwd", "rsa"] }, "mfa", "multi-factor"],
  [{ amr: undefined }, "mfa", "multi-factor"],
])("%j is %s", (claims, kind, words) => {
  const error = preflight(accessToken(claims), expected);
  expect(error).toMatchObject({ kind, remedy: expect.any(String) });
  expect(error?.message).toContain(words);
});

test.each([
  ["an hour ago", -3_600, "authentication"],
  ["at this second", 0, "authentication"],
  ["in a second", 1, undefined],
  ["in an hour", 3_600, undefined],
])("a token that expires %s", (_, seconds, kind) => {
  const now = 1_800_000_000_000;
  expect(preflight(accessToken({ exp: now / 1000 + seconds }), { ...expected, now })?.kind).toBe(kind);
});

test("a tenant given by its domain is not compared", () => {
  expect(preflight(accessToken(), { ...expected, tenantId: "partner.onmicrosoft.com" })).toBeUndefined();
});

test.each([
  "",
  "abc",
  "a.b.c",
  "a.b",
  `x.${Buffer.from("[1]").toString("base64url")}.y`,
  `x.${Buffer.from("{").toString("base64url")}.y`,
  "a.b.c.d.e",
])("%j says nothing, and is left to the service", (token) => {
  expect(decodeClaims(token)).toBeUndefined();
  expect(preflight(token, expected)).toBeUndefined();
});

test("no payload makes it throw or show a control character", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom("aud", "scp", "amr", "tid", "exp", "iat", "ver"), fc.jsonValue()), (claims) => {
      const token = `x.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.y`;
      expect(preflight(token, expected)?.message ?? "").not.toMatch(/\p{Cc}/u);
    }),
  );
});
