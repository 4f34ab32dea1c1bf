import { randomUUID } from "node:crypto";
import { type Emulator, wellKnown } from "../../emulator";
import { type Answered, askToken, call, withEmulator } from "./support";

const { tenantId, clientId, resource, userId } = wellKnown;
const redirectUri = "http://localhost:1234/signed-in";
const tokenPath = `/${tenantId}/oauth2/v2.0/token`;
const claims = (token: unknown): Record<string, unknown> =>
  JSON.parse(Buffer.from(String(token).split(".")[1] ?? "", "base64url").toString()) as Record<string, unknown>;

/** What a browser is answered when the user has accepted. */
function accept(emulator: Emulator, fields: Readonly<Record<string, string>>, version = "oauth2/v2.0"): Promise<Response> {
  const asked = { client_id: clientId, redirect_uri: redirectUri, response_type: "code", scope: "openid", state: "s", ...fields };
  const body = new URLSearchParams({ ...asked, verdict: "accept" });
  return fetch(`${emulator.url}/${tenantId}/${version}/authorize`, { method: "POST", body, redirect: "manual" });
}

const redeem = (emulator: Emulator, code: string | null, more: Readonly<Record<string, string>> = {}): Promise<Answered> =>
  askToken(
    emulator,
    {
      grant_type: "authorization_code",
      refresh_token: undefined,
      resource: undefined,
      code: code ?? "",
      redirect_uri: redirectUri,
      ...more,
    },
    tokenPath,
  );

test("the nonce of the request is that of the id token, whose issuer is that of the metadata", async () => {
  await withEmulator({}, async (emulator) => {
    const sent = await accept(emulator, { nonce: "the-nonce" });
    const back = new URL(sent.headers.get("location") ?? "");
    const { json } = await redeem(emulator, back.searchParams.get("code"), { client_info: "1" });
    const answer = json as Record<string, string>;
    const metadata = (await call(emulator, "GET", `/${tenantId}/v2.0/.well-known/openid-configuration`)).json as { issuer: string };
    expect(claims(answer["id_token"])).toMatchObject({
      nonce: "the-nonce",
      aud: clientId,
      iss: metadata.issuer,
      ver: "2.0",
      tid: tenantId,
    });
    expect(claims(answer["access_token"])).not.toHaveProperty("nonce");
    expect(JSON.parse(Buffer.from(answer["client_info"] ?? "", "base64url").toString())).toEqual({ uid: userId, utid: tenantId });
    expect((await redeem(emulator, "none")).json).not.toHaveProperty("client_info");
  });
});

test("a code without a nonce, and a token request without client_info, have neither", async () => {
  await withEmulator({}, async (emulator) => {
    const back = new URL((await accept(emulator, {})).headers.get("location") ?? "");
    const { json } = await redeem(emulator, back.searchParams.get("code"));
    expect(claims((json as Record<string, unknown>)["id_token"])).not.toHaveProperty("nonce");
    expect(json).not.toHaveProperty("client_info");
  });
});

test("the request of the Secure Application Model: code and id token by form_post", async () => {
  await withEmulator({}, async (emulator) => {
    const asked = { response_type: "code id_token", response_mode: "form_post", scope: "openid profile", nonce: "n", state: `"><script>` };
    const answer = await accept(emulator, asked, "oauth2");
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toContain(`action="${redirectUri}"`);
    const fields = Object.fromEntries([...html.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]));
    expect(fields["state"]).toBe("&quot;&gt;&lt;script&gt;");
    expect(claims(fields["id_token"])).toMatchObject({ nonce: "n", iss: `https://sts.windows.net/${tenantId}/`, ver: "1.0" });
    expect((await redeem(emulator, fields["code"] ?? null)).status).toBe(200);
  });
});

test.each([
  [{ response_mode: "fragment" }, "#", undefined],
  [{ response_mode: "query" }, "?", undefined],
  [{ response_type: "code id_token", nonce: "n" }, "#", undefined],
  [{ response_type: "token" }, "?", "AADSTS70005"],
  [{ response_type: "" }, "?", "AADSTS900144"],
  [{ response_type: "id_token", nonce: "n", scope: "profile" }, "#", "AADSTS70005"],
  [{ response_type: "id_token" }, "#", "AADSTS900144"],
  [{ response_mode: "smoke_signals" }, "?", "AADSTS70007"],
  [{ response_type: "code id_token", nonce: "n", response_mode: "query" }, "#", "AADSTS70007"],
])("%j is answered behind %s of the redirect URI: %s", async (fields, separator, error) => {
  await withEmulator({}, async (emulator) => {
    const answer = await accept(emulator, fields);
    expect(answer.status).toBe(302);
    const location = answer.headers.get("location") ?? "";
    expect(location.startsWith(`${redirectUri}${separator}`)).toBe(true);
    const told = new URLSearchParams(location.slice(redirectUri.length + 1));
    expect(told.get("state")).toBe("s");
    if (error === undefined) expect(told.get("code")).toBeTruthy();
    else expect([told.get("code"), told.get("error_description")]).toEqual([null, expect.stringContaining(error)]);
  });
});

test("nobody is signed in silently", async () => {
  await withEmulator({}, async (emulator) => {
    const query = new URLSearchParams({ client_id: clientId, redirect_uri: redirectUri, response_type: "code", prompt: "none" });
    const answer = await fetch(`${emulator.url}/common/oauth2/v2.0/authorize?${query}`, { redirect: "manual" });
    expect(answer.headers.get("location")).toContain("error=login_required");
  });
});

test.each([
  ["openid offline_access", resource, "user_impersonation", true],
  [`${resource}/.default offline_access`, resource, "user_impersonation", false],
  ["User.Read openid", "https://graph.microsoft.com", "User.Read", true],
  ["https://graph.microsoft.com/User.Read", "https://graph.microsoft.com", "User.Read", false],
])("a device code keeps its scope %j: a token for %s", async (scope, audience, permission, openId) => {
  await withEmulator({}, async (emulator) => {
    const started = await fetch(`${emulator.url}/${tenantId}/oauth2/v2.0/devicecode`, {
      method: "POST",
      body: new URLSearchParams({ client_id: clientId, scope }),
    });
    const { device_code: code, user_code: userCode, verification_uri: page } = (await started.json()) as Record<string, string>;
    await fetch(page ?? "", { method: "POST", body: new URLSearchParams({ user_code: userCode ?? "", verdict: "accept" }) });
    const fields = {
      grant_type: "device_code",
      device_code: code,
      refresh_token: undefined,
      resource: undefined,
      client_secret: undefined,
    };
    const { json } = await askToken(emulator, fields, tokenPath);
    expect(json).toMatchObject({ scope: `${audience}/${permission} ${audience}/.default` });
    const answer = json as Record<string, unknown>;
    expect(claims(answer["access_token"])).toMatchObject({ aud: audience, scp: permission });
    expect("id_token" in answer).toBe(openId);
  });
});

test("scopes of two resources are refused, and an app asks for .default alone", async () => {
  await withEmulator({}, async (emulator) => {
    const two = { scope: `${resource}/.default https://graph.microsoft.com/User.Read`, resource: undefined };
    expect(await askToken(emulator, two, tokenPath)).toMatchObject({ status: 400, json: { error_codes: [28000] } });
    const app = {
      grant_type: "client_credentials",
      refresh_token: undefined,
      resource: undefined,
      scope: `${resource}/user_impersonation`,
    };
    expect(await askToken(emulator, app, tokenPath)).toMatchObject({ status: 400, json: { error_codes: [1002012] } });
  });
});

test("the metadata of an unknown tenant is refused, and that of common has a place for the tenant", async () => {
  await withEmulator({}, async (emulator) => {
    for (const version of ["", "/v2.0"]) {
      const unknown = await call(emulator, "GET", `/${randomUUID()}${version}/.well-known/openid-configuration`);
      expect(unknown).toMatchObject({ status: 400, json: { error: "invalid_tenant", error_codes: [90002] } });
      const common = await call(emulator, "GET", `/common${version}/.well-known/openid-configuration`);
      const issuer = version === "" ? "https://sts.windows.net/{tenantid}/" : `${emulator.url}/{tenantid}/v2.0`;
      expect(common).toMatchObject({ status: 200, json: { issuer } });
    }
  });
});

test("an authority is told its names, if it is this one or Microsoft's, and refused if it is another", async () => {
  await withEmulator({ allowedHosts: ["login.microsoftonline.com"] }, async (emulator) => {
    const ask = (authority: string, host?: string): Promise<Answered> => {
      const query = new URLSearchParams({ "api-version": "1.1", authorization_endpoint: `${authority}/${tenantId}/oauth2/v2.0/authorize` });
      return call(
        emulator,
        "GET",
        `/common/discovery/instance?${query}`,
        host === undefined ? {} : { headers: { "x-forwarded-host": host } },
      );
    };
    const own = new URL(emulator.url).host;
    expect(await ask(emulator.url)).toMatchObject({
      status: 200,
      json: {
        tenant_discovery_endpoint: `${emulator.url}/${tenantId}/v2.0/.well-known/openid-configuration`,
        metadata: [{ aliases: [own] }, {}],
      },
    });
    expect(await ask("https://login.windows.net", "login.microsoftonline.com")).toMatchObject({
      json: { metadata: [{ preferred_cache: "login.windows.net", aliases: expect.arrayContaining(["login.microsoftonline.com"]) }] },
    });
    expect(await ask("https://evil.example")).toMatchObject({ status: 400, json: { error: "invalid_instance" } });
    expect((await call(emulator, "GET", "/common/discovery/instance")).status).toBe(400);
  });
});

test("an error tells the client's own request id again", async () => {
  await withEmulator({}, async (emulator) => {
    const id = randomUUID();
    const ask = async (sent: string): Promise<Record<string, unknown>> => {
      const answer = await fetch(`${emulator.url}${tokenPath}`, { method: "POST", headers: { "client-request-id": sent } });
      return (await answer.json()) as Record<string, unknown>;
    };
    const answer = await ask(id);
    expect(answer["correlation_id"]).toBe(id);
    expect(answer["error_description"]).toContain(`Correlation ID: ${id}`);
    expect((await ask("<script>"))["correlation_id"]).toMatch(/^[0-9a-f-]{36}$/);
  });
});
