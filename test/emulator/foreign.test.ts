import { wellKnown } from "../../emulator";
import { contosoId, raw, withEmulator } from "./support";

const json = { "content-type": "application/json" };
const bearer = { authorization: `Bearer ${wellKnown.accessToken}` };
const tokenForm = new URLSearchParams({
  grant_type: "refresh_token",
  client_id: wellKnown.clientId,
  client_secret: wellKnown.clientSecret,
  refresh_token: wellKnown.refreshToken,
}).toString();
const form = { "content-type": "application/x-www-form-urlencoded" };

/** What a page of another origin can send without being asked, and what it could after a proxy or an old browser. */
const writes = [
  ["a form without fields", "/_emulator/reset", form, ""],
  ["a form with fields", "/_emulator/reset", form, "a=b"],
  ["a text", "/_emulator/reset", { "content-type": "text/plain" }, ""],
  ["JSON", "/_emulator/customers", json, "{}"],
  ["a decision", `/_emulator/customers/${contosoId}/qualifications/Education/approve`, form, ""],
  ["a revocation", "/_emulator/tokens/revoke", {}, ""],
  ["a qualification", `/v1/customers/${contosoId}/qualifications`, { ...bearer, ...json }, '{"qualification":"StateOwnedEntity"}'],
  ["a token request", `/${wellKnown.tenantId}/oauth2/token`, form, tokenForm],
  ["a consent", `/${wellKnown.tenantId}/oauth2/v2.0/authorize`, form, "verdict=accept"],
  ["a device verdict", "/common/oauth2/deviceauth", form, "verdict=accept"],
] as const;

describe.each(writes)("%s to %s from a page of another origin", (_, path, headers, body) => {
  test.each([
    [
      "a browser of today",
      { origin: "https://evil.example", "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" },
    ],
    [
      "a page of the same site, at another port",
      { origin: "http://localhost:3000", "sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors" },
    ],
    ["a browser that says no more than the origin", { origin: "https://evil.example" }],
    ["a page in a sandbox, whose origin is null", { origin: "null" }],
    ["a page at another port of this machine, by its origin alone", { origin: "http://127.0.0.1:1" }],
  ])("is refused: %s", async (_, sent) => {
    await withEmulator({ seed: { customers: [{ id: contosoId }] } }, async (emulator) => {
      expect(await raw(emulator, "POST", path, { ...headers, ...sent }, body)).toMatchObject({ status: 403 });
      expect(emulator.control.customers()).toMatchObject([{ id: contosoId, qualifications: [] }]);
      expect(emulator.control.tokenRequests()).toEqual([]);
    });
  });
});

test("reading across origins is refused too, a link that leads here is followed, and a frame is not", async () => {
  await withEmulator({}, async (emulator) => {
    const get = async (path: string, headers: Record<string, string>): Promise<number> =>
      (await raw(emulator, "GET", path, headers)).status;
    const cross = { "sec-fetch-site": "cross-site" };
    expect(await get("/_emulator/requests", { ...cross, "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script" })).toBe(403);
    expect(await get("/_emulator/requests", { origin: "https://evil.example" })).toBe(403);
    expect(await get("/", { ...cross, "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" })).toBe(200);
    expect(await get("/", { ...cross, "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" })).toBe(403);
    expect(await get("/v1/customers", { ...cross, ...bearer, "sec-fetch-mode": "cors" })).toBe(403);
  });
});

test("the page of the emulator itself may do everything, also by another of its names", async () => {
  await withEmulator({}, async (emulator) => {
    const post = (headers: Record<string, string>): Promise<{ readonly status: number }> =>
      raw(emulator, "POST", "/_emulator/reset", headers);
    const own = `127.0.0.1:${emulator.port}`;
    expect(await post({ origin: `http://${own}`, "sec-fetch-site": "same-origin" })).toMatchObject({ status: 204 });
    expect(await post({ origin: `http://${own}` })).toMatchObject({ status: 204 });
    expect(await post({ host: "emulator:8917", origin: "http://emulator:8917" })).toMatchObject({ status: 204 });
    const proxied = { "x-forwarded-host": "pc.internal", "x-forwarded-proto": "https" };
    expect(await post({ ...proxied, origin: "https://pc.internal" })).toMatchObject({ status: 204 });
    expect(await post({ ...proxied, origin: "http://pc.internal" })).toMatchObject({ status: 403 });
  });
});

test.each([
  ["the API", `/v1/customers`, bearer],
  ["the token endpoint", `/${wellKnown.tenantId}/oauth2/token`, form],
  ["the metadata", `/common/v2.0/.well-known/openid-configuration`, {}],
  ["the page", "/", {}],
  ["the control interface", "/_emulator/customers", {}],
])("a name that is none of its own is refused by %s, as after DNS rebinding, and allowed when it is said", async (_, path, headers) => {
  const method = path.endsWith("token") ? "POST" : "GET";
  const body = path.endsWith("token") ? tokenForm : "";
  await withEmulator({ allowedHosts: ["login.microsoftonline.com"] }, async (emulator) => {
    const as = async (host: Record<string, string>): Promise<number> =>
      (await raw(emulator, method, path, { ...headers, ...host }, body)).status;
    expect(await as({ host: "evil.example" })).toBe(403);
    expect(await as({ host: `evil.example:${emulator.port}` })).toBe(403);
    expect(await as({ "x-forwarded-host": "evil.example" })).toBe(403);
    expect(await as({ host: "login.microsoftonline.com" })).toBe(200);
    expect(await as({ host: "partnercenter:8917" })).toBe(200);
  });
});
