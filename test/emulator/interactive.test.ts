import { createHash } from "node:crypto";
import { type Emulator, wellKnown } from "../../emulator";
import { askToken, withEmulator } from "./support";

const redirectUri = "http://localhost:1234";
const verifier = "a-verifier-of-more-than-forty-three-characters-0123456789";
const challenge = createHash("sha256").update(verifier).digest("base64url");
const tokenPath = `/${wellKnown.tenantId}/oauth2/v2.0/token`;
const { clientId } = wellKnown;

const authorizePath = (tenant: string = wellKnown.tenantId): string => `/${tenant}/oauth2/v2.0/authorize`;
const query = (more: Record<string, string> = {}): URLSearchParams =>
  new URLSearchParams({
    client_id: clientId,
    response_type: "code",
    redirect_uri: redirectUri,
    scope: "openid",
    state: "the-state",
    code_challenge: challenge,
    code_challenge_method: "S256",
    ...more,
  });

async function consent(emulator: Emulator, verdict = "accept"): Promise<URL> {
  const body = query({ verdict });
  const answer = await fetch(`${emulator.url}${authorizePath()}`, { method: "POST", body, redirect: "manual" });
  expect(answer.status).toBe(302);
  return new URL(answer.headers.get("location") ?? "");
}

const redeem = (emulator: Emulator, code: string | null, more: Record<string, string | undefined> = {}) =>
  askToken(
    emulator,
    {
      grant_type: "authorization_code",
      refresh_token: undefined,
      resource: undefined,
      scope: `${wellKnown.resource}/.default offline_access`,
      code: code ?? "",
      redirect_uri: redirectUri,
      code_verifier: verifier,
      ...more,
    },
    tokenPath,
  );

test("the consent page carries what it was asked, escaped", async () => {
  await withEmulator({}, async (emulator) => {
    const answer = await fetch(`${emulator.url}${authorizePath()}?${query({ state: `"><script>` })}`);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toContain(`name="state" value="&quot;&gt;&lt;script&gt;"`);
    expect(html).not.toContain("<script");
    expect(html).toContain(wellKnown.userPrincipalName);
  });
});

test("a code is good once, for who asked, where it was sent and who has the verifier", async () => {
  await withEmulator({}, async (emulator) => {
    const back = await consent(emulator);
    expect(back.origin).toBe(redirectUri);
    expect(back.searchParams.get("state")).toBe("the-state");
    const code = back.searchParams.get("code");
    expect(await redeem(emulator, code, { code_verifier: "another" })).toMatchObject({ status: 400, json: { error_codes: [501481] } });
    expect(await redeem(emulator, code, { redirect_uri: "http://localhost:9" })).toMatchObject({ json: { error_codes: [500112] } });
    expect(await redeem(emulator, "emulator-code.made.up")).toMatchObject({ json: { error_codes: [9002313] } });
    expect(await redeem(emulator, code, { client_secret: "wrong" })).toMatchObject({ json: { error_codes: [7000215] } });
    const answer = await redeem(emulator, code);
    expect(answer).toMatchObject({ status: 200, json: { access_token: expect.any(String), refresh_token: expect.any(String) } });
    expect(await redeem(emulator, code)).toMatchObject({ json: { error_codes: [54005] } });
    const { refresh_token: refreshToken } = answer.json as { refresh_token: string };
    expect((await askToken(emulator, { refresh_token: refreshToken })).status).toBe(200);
  });
});

test("a code ends after ten minutes", async () => {
  let now = Date.UTC(2026, 10, 20);
  await withEmulator({ clock: { now: () => now } }, async (emulator) => {
    const code = (await consent(emulator)).searchParams.get("code");
    now += 10 * 60 * 1000;
    expect(await redeem(emulator, code)).toMatchObject({ json: { error_codes: [70008] } });
  });
});

test("a user who declines is told to the app", async () => {
  await withEmulator({}, async (emulator) => {
    const back = await consent(emulator, "cancel");
    expect(Object.fromEntries(back.searchParams)).toMatchObject({ error: "access_denied", state: "the-state" });
    expect(back.searchParams.get("code")).toBeNull();
  });
});

test.each<[string, Record<string, string>, string]>([
  ["unknown app", { client_id: "99999999-0000-4000-8000-000000000000" }, "AADSTS700016"],
  ["redirect URI elsewhere", { redirect_uri: "https://example.com/" }, "AADSTS50011"],
  ["redirect URI that is none", { redirect_uri: "nonsense" }, "AADSTS50011"],
])("%s: told on the page, and nobody is sent anywhere", async (_name, more, code) => {
  await withEmulator({}, async (emulator) => {
    for (const method of ["GET", "POST"]) {
      const address = `${emulator.url}${authorizePath()}`;
      const parameters = query({ verdict: "accept", ...more });
      const answer =
        method === "GET" ? await fetch(`${address}?${parameters}`) : await fetch(address, { method, body: parameters, redirect: "manual" });
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain(code);
    }
  });
});

describe("on another device", () => {
  const start = async (emulator: Emulator): Promise<Record<string, string | number>> => {
    const address = `${emulator.url}/${wellKnown.tenantId}/oauth2/v2.0/devicecode`;
    const answer = await fetch(address, { method: "POST", body: new URLSearchParams({ client_id: clientId, scope: "openid" }) });
    return (await answer.json()) as Record<string, string | number>;
  };
  const redeemDevice = (emulator: Emulator, code: unknown) =>
    askToken(
      emulator,
      {
        grant_type: "urn:ietf:params:oauth:grant-type:device_code",
        device_code: String(code),
        client_secret: undefined,
        refresh_token: undefined,
        resource: undefined,
      },
      tokenPath,
    );
  const decide = (address: unknown, userCode: unknown, verdict: string): Promise<Response> =>
    fetch(String(address), { method: "POST", body: new URLSearchParams({ user_code: String(userCode), verdict }) });

  test("a code is pending until the user has typed it, and then good once", async () => {
    await withEmulator({}, async (emulator) => {
      const { device_code: code, user_code: userCode, verification_uri: page } = await start(emulator);
      expect(await redeemDevice(emulator, code)).toMatchObject({ status: 400, json: { error: "authorization_pending" } });
      expect((await fetch(String(page))).status).toBe(200);
      expect((await decide(page, "WRONG", "accept")).status).toBe(400);
      expect((await decide(page, ` ${String(userCode).toLowerCase()} `, "accept")).status).toBe(200);
      expect(await redeemDevice(emulator, code)).toMatchObject({ status: 200, json: { refresh_token: expect.any(String) } });
      expect(await redeemDevice(emulator, code)).toMatchObject({ status: 400, json: { error: "invalid_grant" } });
    });
  });

  test("a user may decline, and a code ends after 15 minutes", async () => {
    let now = Date.UTC(2026, 10, 20);
    await withEmulator({ clock: { now: () => now } }, async (emulator) => {
      const declined = await start(emulator);
      await decide(declined["verification_uri"], declined["user_code"], "cancel");
      expect(await redeemDevice(emulator, declined["device_code"])).toMatchObject({ json: { error: "authorization_declined" } });
      const late = await start(emulator);
      now += 900_000;
      expect((await decide(late["verification_uri"], late["user_code"], "accept")).status).toBe(400);
      expect(await redeemDevice(emulator, late["device_code"])).toMatchObject({ json: { error: "expired_token" } });
    });
  });

  test("an unknown tenant or app gets no code", async () => {
    await withEmulator({}, async (emulator) => {
      const ask = (tenant: string, id: string) =>
        fetch(`${emulator.url}/${tenant}/oauth2/v2.0/devicecode`, { method: "POST", body: new URLSearchParams({ client_id: id }) });
      expect((await ask("99999999-0000-4000-8000-000000000000", clientId)).status).toBe(400);
      expect((await ask(wellKnown.tenantId, "99999999-0000-4000-8000-000000000000")).status).toBe(400);
      expect((await ask("common", clientId)).status).toBe(200);
    });
  });
});
