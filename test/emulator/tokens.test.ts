import { createPublicKey, verify } from "node:crypto";
import { type Emulator, wellKnown } from "../../emulator";
import { appToken, askToken, call, contosoId, tokenFor, withEmulator } from "./support";

const v2 = `/${wellKnown.tenantId}/oauth2/v2.0/token`;
const partnerCenter = "https://api.partnercenter.microsoft.com";

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
}

async function statusWith(emulator: Emulator, token: string): Promise<number> {
  return (await call(emulator, "GET", `/v1/customers/${contosoId}/qualifications`, { token })).status;
}

test("v1: a refresh token is redeemed for an App+User token, numbers written as texts", async () => {
  const now = Date.parse("2026-01-02T03:04:05.678Z");
  await withEmulator({ clock: { now: () => now } }, async (emulator) => {
    const answer = await askToken(emulator, { scope: "openid" });
    const seconds = Math.floor(now / 1000);
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      token_type: "Bearer",
      scope: "user_impersonation",
      expires_in: "3599",
      ext_expires_in: "3599",
      expires_on: String(seconds + 3599),
      not_before: String(seconds),
      resource: partnerCenter,
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      id_token: expect.any(String),
    });
    const { access_token, id_token } = answer.json as { access_token: string; id_token: string };
    expect(claimsOf(access_token)).toMatchObject({
      aud: partnerCenter,
      iss: `https://sts.windows.net/${wellKnown.tenantId}/`,
      scp: "user_impersonation",
      amr: ["pwd", "mfa"],
      tid: wellKnown.tenantId,
      appid: wellKnown.clientId,
      upn: wellKnown.userPrincipalName,
      iat: seconds,
      nbf: seconds,
      exp: seconds + 3599,
      ver: "1.0",
    });
    expect(claimsOf(id_token)).toMatchObject({ aud: wellKnown.clientId });
    expect(claimsOf(id_token)).not.toHaveProperty("scp");
  });
});

test.each([".default", "user_impersonation"])(
  "v2: the scope %s names the resource, and the token is of version 1.0 all the same",
  async (scope) => {
    await withEmulator({}, async (emulator) => {
      const answer = await askToken(emulator, { resource: undefined, scope: `${partnerCenter}/${scope} offline_access` }, v2);
      expect(answer).toMatchObject({
        status: 200,
        json: { expires_in: 3599, scope: `${partnerCenter}/user_impersonation ${partnerCenter}/.default`, token_type: "Bearer" },
      });
      expect(answer.json).not.toHaveProperty("id_token");
      expect(claimsOf((answer.json as { access_token: string }).access_token)).toMatchObject({ aud: partnerCenter, ver: "1.0" });
    });
  },
);

test("a refresh token rotates at each redemption, and the old one stays good", async () => {
  await withEmulator({}, async (emulator) => {
    const redeem = async (refresh_token: string): Promise<string> =>
      ((await askToken(emulator, { refresh_token })).json as { refresh_token: string }).refresh_token;
    const second = await redeem(wellKnown.refreshToken);
    const third = await redeem(second);
    expect(new Set([wellKnown.refreshToken, second, third, await redeem(second)]).size).toBe(4);
    expect((await askToken(emulator)).status).toBe(200);
  });
});

test("an issued refresh token ends after 90 days, the well-known one never", async () => {
  let now = Date.now();
  await withEmulator({ clock: { now: () => now } }, async (emulator) => {
    const refresh_token = emulator.control.issueRefreshToken();
    now += 90 * 24 * 3600 * 1000 - 1;
    expect((await askToken(emulator, { refresh_token })).status).toBe(200);
    now += 1;
    expect(await askToken(emulator, { refresh_token })).toMatchObject({
      status: 400,
      json: { error: "invalid_grant", error_codes: [700082] },
    });
    expect((await askToken(emulator)).status).toBe(200);
  });
});

test("a refresh token is good for its own partner only, and not when it was changed", async () => {
  await withEmulator({}, async (emulator) => {
    const partner = emulator.control.addPartner();
    const [name = "", content = "", seal = ""] = emulator.control.issueRefreshToken(partner.tenantId).split(".");
    const forged = Buffer.from(content, "base64url").toString().replace(partner.tenantId, wellKnown.tenantId);
    expect(forged).toContain(wellKnown.tenantId);
    for (const refresh_token of [[name, content, seal].join("."), [name, Buffer.from(forged).toString("base64url"), seal].join(".")]) {
      expect(await askToken(emulator, { refresh_token })).toMatchObject({ status: 400, json: { error_codes: [70000] } });
    }
  });
});

test("a revocation ends every refresh token, until a new sign-in", async () => {
  await withEmulator({}, async (emulator) => {
    const before = emulator.control.issueRefreshToken();
    emulator.control.revokeRefreshToken();
    for (const refresh_token of [wellKnown.refreshToken, before]) {
      expect(await askToken(emulator, { refresh_token })).toMatchObject({
        status: 400,
        json: { error: "invalid_grant", error_codes: [50173] },
      });
    }
    expect((await askToken(emulator, { refresh_token: emulator.control.issueRefreshToken() })).status).toBe(200);
  });
});

test("client credentials give an app-only token, without scope, user and refresh token", async () => {
  await withEmulator({}, async (emulator) => {
    const answer = await askToken(emulator, { grant_type: "client_credentials", refresh_token: undefined });
    expect(answer.status).toBe(200);
    expect(answer.json).not.toHaveProperty("refresh_token");
    const claims = claimsOf(await appToken(emulator));
    expect(claims).toMatchObject({ aud: partnerCenter, idtyp: "app", appid: wellKnown.clientId });
    for (const name of ["scp", "amr", "upn"]) expect(claims).not.toHaveProperty(name);
  });
});

test("a certificate's assertion is taken in place of a secret, if it is a token about the app and has not expired", async () => {
  await withEmulator({}, async (emulator) => {
    const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
    const assertion = (claims: object): string => `${encode({ alg: "PS256" })}.${encode(claims)}.signature`;
    const ask = (
      client_assertion: string,
      client_assertion_type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    ): ReturnType<typeof askToken> => askToken(emulator, { client_secret: undefined, client_assertion, client_assertion_type });
    const exp = Date.now() / 1000 + 60;
    const iss = wellKnown.clientId;
    expect((await ask(assertion({ iss, sub: iss, exp }))).status).toBe(200);
    expect((await ask(assertion({ iss: "https://token.actions.githubusercontent.com", sub: "repo:contoso/iac", exp }))).status).toBe(200);
    for (const bad of [assertion({ iss, sub: "another", exp }), assertion({ iss, sub: iss, exp: 1 }), "secret"]) {
      expect(await ask(bad)).toMatchObject({ status: 401, json: { error: "invalid_client", error_codes: [700027] } });
    }
    expect(await ask(assertion({ iss, sub: iss, exp }), "password")).toMatchObject({ status: 400, json: { error_codes: [900144] } });
  });
});

describe("a token request is refused as Entra does", () => {
  test.each([
    ["a wrong secret", { client_secret: "wrong" }, 401, "invalid_client", 7000215],
    ["no secret", { client_secret: undefined }, 401, "invalid_client", 7000218],
    ["an unknown client", { client_id: "00000000-0000-4000-8000-000000000000" }, 400, "unauthorized_client", 700016],
    ["no client", { client_id: undefined }, 400, "invalid_request", 900144],
    ["an unknown refresh token", { refresh_token: "unknown" }, 400, "invalid_grant", 70000],
    ["a forged refresh token", { refresh_token: "emulator-refresh-token.e30.AAAA" }, 400, "invalid_grant", 70000],
    ["no refresh token", { refresh_token: undefined }, 400, "invalid_request", 900144],
    ["another grant", { grant_type: "password" }, 400, "unsupported_grant_type", 70003],
    ["no grant", { grant_type: undefined }, 400, "invalid_request", 900144],
    ["an unknown resource", { resource: "https://example.com" }, 400, "invalid_resource", 500011],
    ["an app without resource", { grant_type: "client_credentials", resource: undefined }, 400, "invalid_request", 900144],
  ])("%s", async (_, fields, status, error, code) => {
    await withEmulator({}, async (emulator) => {
      const answer = await askToken(emulator, fields);
      expect(answer).toMatchObject({
        status,
        json: { error, error_codes: [code], error_description: expect.stringMatching(new RegExp(`^AADSTS${code}: `)) },
      });
      expect(emulator.control.tokenRequests()).toMatchObject([{ ok: false, error: code, tenant: wellKnown.tenantId, version: "v1" }]);
    });
  });

  test("an unknown tenant", async () => {
    await withEmulator({}, async (emulator) => {
      expect(await askToken(emulator, {}, "/contoso.example/oauth2/token")).toMatchObject({ status: 400, json: { error_codes: [90002] } });
      expect((await askToken(emulator, {}, "/common/oauth2/token")).status).toBe(200);
    });
  });

  test("v2 client credentials with another scope than .default", async () => {
    await withEmulator({}, async (emulator) => {
      const fields = { grant_type: "client_credentials", scope: `${partnerCenter}/user_impersonation` };
      expect(await askToken(emulator, fields, v2)).toMatchObject({ status: 400, json: { error: "invalid_scope", error_codes: [1002012] } });
      expect((await askToken(emulator, { ...fields, scope: `${partnerCenter}/.default` }, v2)).status).toBe(200);
    });
  });
});

test("tokens verify against the published keys, found by the OpenID metadata", async () => {
  await withEmulator({}, async (emulator) => {
    const token = await tokenFor(emulator);
    for (const path of ["/.well-known/openid-configuration", "/v2.0/.well-known/openid-configuration"]) {
      const metadata = (await (await fetch(`${emulator.url}/${wellKnown.tenantId}${path}`)).json()) as {
        jwks_uri: string;
        token_endpoint: string;
      };
      expect(metadata.token_endpoint.startsWith(`${emulator.url}/`)).toBe(true);
      const { keys } = (await (await fetch(metadata.jwks_uri)).json()) as { keys: { kid: string }[] };
      const [header = "", payload = "", signature = ""] = token.split(".");
      const { kid } = JSON.parse(Buffer.from(header, "base64url").toString()) as { kid: string };
      const jwk = keys.find((key) => key.kid === kid);
      expect(jwk).toBeDefined();
      expect(jwk).not.toHaveProperty("d");
      const key = createPublicKey({ key: { ...jwk }, format: "jwk" });
      expect(verify("RSA-SHA256", Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, "base64url"))).toBe(true);
    }
  });
});

test("claims and lifetime of new tokens can be changed, and changed back", async () => {
  await withEmulator({}, async (emulator) => {
    emulator.control.addCustomer({ id: contosoId });
    emulator.control.setTokenClaims({ amr: ["pwd"], upn: null });
    const claims = claimsOf(await tokenFor(emulator));
    expect(claims["amr"]).toEqual(["pwd"]);
    expect(claims).not.toHaveProperty("upn");
    emulator.control.setTokenClaims({});
    emulator.control.setTokenLifetime(0);
    expect(await statusWith(emulator, await tokenFor(emulator))).toBe(401);
    emulator.control.setTokenLifetime(60);
    expect(await statusWith(emulator, await tokenFor(emulator))).toBe(200);
    expect(() => emulator.control.setTokenLifetime(0.5)).toThrow("whole number");
  });
});

test("a second partner has its own tenant, app, refresh token and customers", async () => {
  await withEmulator({}, async (emulator) => {
    const partner = emulator.control.addPartner();
    emulator.control.addCustomer({ id: contosoId, partnerId: partner.tenantId });
    const fields = { client_id: partner.clientId, refresh_token: partner.refreshToken };
    const token = await tokenFor(emulator, { ...fields });
    expect(token).toBeUndefined();
    const answer = await askToken(emulator, fields, `/${partner.tenantId}/oauth2/token`);
    expect(await statusWith(emulator, (answer.json as { access_token: string }).access_token)).toBe(200);
    expect(await statusWith(emulator, wellKnown.accessToken)).toBe(403);
  });
});

test("the requests to the token endpoint are listed without secrets", async () => {
  await withEmulator({}, async (emulator) => {
    await askToken(emulator);
    const requests = emulator.control.tokenRequests();
    expect(requests).toMatchObject([{ grantType: "refresh_token", clientId: wellKnown.clientId, ok: true }]);
    expect(JSON.stringify(requests)).not.toContain(wellKnown.refreshToken);
    expect(JSON.stringify(requests)).not.toContain(wellKnown.clientSecret);
  });
});
