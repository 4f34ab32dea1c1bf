import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CliIo } from "../../../cli/io";
import { type LoginOptions, runLogin } from "../../../cli/login/login";
import { type Emulator, startEmulator, wellKnown } from "../../../emulator";
import { fakePulumi, type TestIo, testIo } from "../support/io";

let emulator: Emulator;
let folder: string;
beforeEach(async () => {
  emulator = await startEmulator();
  folder = mkdtempSync(join(tmpdir(), "partnercenter-login-"));
});
afterEach(async () => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
  await emulator.close();
});

const tokenPattern = /emulator-refresh-token\.[\w-]+\.[\w-]+/;

/** A user who does at the page what the test says, once the address is printed. */
function withUser(io: TestIo, act: (url: string) => Promise<unknown>): CliIo & { readonly acted: () => Promise<unknown> | undefined } {
  let acted: Promise<unknown> | undefined;
  return {
    ...io,
    acted: () => acted,
    err(text) {
      io.err(text);
      const url = /^ {2}(http\S+)$/m.exec(text)?.[1];
      if (url !== undefined) acted ??= act(url);
    },
  };
}

/** Presses a button of the consent page, and goes where it leads. */
async function press(url: string, verdict: "accept" | "cancel"): Promise<{ status: number; text: string }> {
  const { origin, pathname, searchParams } = new URL(url);
  searchParams.set("verdict", verdict);
  const consented = await fetch(`${origin}${pathname}`, { method: "POST", body: searchParams, redirect: "manual" });
  return visit(consented.headers.get("location") ?? "");
}

function visit(url: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    get(url.replace("//localhost", "//127.0.0.1"), (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    }).on("error", reject);
  });
}

async function login(options: LoginOptions, act = (url: string): Promise<unknown> => press(url, "accept"), env = {}, cwd = folder) {
  const io = testIo(cwd, env);
  const user = withUser(io, act);
  const code = await runLogin({ emulator: emulator.url, browser: false, ...options }, user);
  await user.acted();
  return { code, ...io.said };
}

test("without a place for the token nobody is asked to sign in", async () => {
  const { code, err } = await login({});
  expect(code).toBe(1);
  expect(err).toBe(
    "It has to be said where the refresh token goes. Use --to pulumi, --to file:PATH or --to keyvault:https://VAULT/secrets/NAME, or --show to print it.\n",
  );
});

test("the token goes to the file, and nowhere to the terminal", async () => {
  const file = join(folder, "token.json");
  let page = { status: 0, text: "" };
  const { code, out, err } = await login({ to: `file:${file}` }, async (url) => {
    page = await press(url, "accept");
  });
  expect(err).toContain("Signed in as admin.agent@partner.example, with multi-factor authentication.");
  expect(err).toContain(`\`pulumi config set partnercenter:tokenStore file:${file}\``);
  expect(code).toBe(0);
  expect(page).toMatchObject({ status: 200, text: expect.stringContaining("Signed in to Partner Center") });
  const { refreshToken, savedAt } = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
  expect(refreshToken).toMatch(tokenPattern);
  expect(Date.now() - Date.parse(savedAt ?? "")).toBeLessThan(60_000);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(out).toBe("");
  expect(err).not.toMatch(tokenPattern);
  expect(emulator.control.tokenRequests()).toMatchObject([{ grantType: "authorization_code", ok: true }]);
});

test("the address asks for a fresh sign-in with PKCE, a state and a redirect to this machine", async () => {
  let asked: URLSearchParams | undefined;
  await login({ show: true }, (url) => {
    asked = new URL(url).searchParams;
    return press(url, "accept");
  });
  expect(Object.fromEntries(asked ?? [])).toEqual({
    client_id: wellKnown.clientId,
    response_type: "code",
    response_mode: "query",
    redirect_uri: expect.stringMatching(/^http:\/\/localhost:\d+$/),
    scope: "https://api.partnercenter.microsoft.com/.default offline_access",
    state: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge_method: "S256",
    prompt: "login",
  });
});

test("the terminal shows the token when it is asked to, alone on standard output", async () => {
  const { code, out, err } = await login({ show: true });
  expect(code).toBe(0);
  expect(out.trim()).toMatch(tokenPattern);
  expect(err).not.toMatch(tokenPattern);
});

test("the Pulumi stack gets it as a secret through standard input, with its date", async () => {
  const pulumi = fakePulumi(folder);
  const { code, err, out } = await login({ to: "pulumi", stack: "prod" }, undefined, pulumi.env, pulumi.project);
  expect(err).toContain("The refresh token is in the configuration of the Pulumi stack.");
  expect(code).toBe(0);
  const calls = pulumi.calls();
  expect(calls.map(({ args }) => args)).toEqual([
    "config --show-secrets --json --stack prod --non-interactive",
    "stack --show-name --stack prod --non-interactive",
    expect.stringMatching(/^config set --secret partnercenter:refreshToken --config-file \S+ --stack prod --non-interactive$/),
    "config set --secret partnercenter:refreshToken --stack prod --non-interactive",
    expect.stringMatching(/^config set partnercenter:refreshTokenDate \d{4}-\d{2}-\d{2} --stack prod --non-interactive$/),
  ]);
  expect(calls[2]?.input).toBe("try");
  expect(calls[3]?.input).toMatch(tokenPattern);
  expect(`${out}${err}`).not.toMatch(tokenPattern);
});

test("the app registration is the stack's, unless another is named", async () => {
  const config = {
    tenantId: wellKnown.tenantId,
    clientId: "99999999-0000-4000-8000-000000000000",
    authority: emulator.url,
    endpoint: emulator.url,
  };
  const pulumi = fakePulumi(folder, { config });
  const io = testIo(pulumi.project, pulumi.env);
  const code = await runLogin(
    { show: true, browser: false, clientId: wellKnown.clientId },
    withUser(io, (url) => press(url, "accept")),
  );
  expect(io.said.err).toContain("Signed in as");
  expect(code).toBe(0);
});

test.each<[string, LoginOptions, RegExp]>([
  ["no place", { to: "s3:bucket" }, /--to "s3:bucket" is no place.*Use pulumi, file:PATH or keyvault/],
  ["no project", { to: "pulumi" }, /There is no Pulumi project here.*--to file:PATH/],
  ["no folder", { to: "file:/does/not/exist/token" }, /There is no folder "\/does\/not\/exist".*--to file:PATH/],
])("%s is told before anybody signs in", async (_name, options, expected) => {
  const { code, err } = await login(options);
  expect(code).toBe(1);
  expect(err).toMatch(expected);
  expect(emulator.control.requests()).toEqual([]);
});

test("a stack that refuses is told before anybody signs in", async () => {
  const pulumi = fakePulumi(folder, { fails: "stack" });
  const { code, err } = await login({ to: "pulumi" }, undefined, pulumi.env, pulumi.project);
  expect(code).toBe(1);
  expect(err).toMatch(
    /^The Pulumi CLI refused \(`pulumi stack --show-name`\): no stack selected.*name one with --stack; .*passphrase\.\n$/,
  );
  expect(emulator.control.requests()).toEqual([]);
});

test("a token that cannot be stored after all is told, with what to do", async () => {
  const pulumi = fakePulumi(folder, { fails: /^config set (?!.*--config-file)/ });
  let page = { status: 0, text: "" };
  const act = async (url: string): Promise<void> => {
    page = await press(url, "accept");
  };
  const { code, err } = await login({ to: "pulumi" }, act, pulumi.env, pulumi.project);
  expect(code).toBe(1);
  expect(page).toMatchObject({ status: 500, text: expect.stringContaining("Signed in, but the token was not kept") });
  expect(err).toMatch(
    /The sign-in succeeded, but its refresh token could not be stored\..*Sign in again with another --to, or with --show/,
  );
  expect(err).not.toMatch(tokenPattern);
});

test("a user who declines", async () => {
  let page = { status: 0, text: "" };
  const { code, err } = await login({ show: true }, async (url) => {
    page = await press(url, "cancel");
  });
  expect(code).toBe(1);
  expect(err).toContain("The sign-in was refused: the user declined to consent (AADSTS65004).");
  expect(page).toMatchObject({ status: 400, text: expect.stringContaining("did not succeed") });
});

test("a redirect with another state is refused, and the wait goes on", async () => {
  const statuses: number[] = [];
  const { code } = await login({ show: true }, async (url) => {
    const redirectUri = new URL(url).searchParams.get("redirect_uri") ?? "";
    for (const path of ["/?code=stolen&state=guessed", "/favicon.ico", "/?code=x"])
      statuses.push((await visit(`${redirectUri}${path}`)).status);
    return press(url, "accept");
  });
  expect(statuses).toEqual([400, 404, 400]);
  expect(code).toBe(0);
});

test("a code that is not ours fails at the token endpoint, in the terminal and in the browser", async () => {
  let page = { status: 0, text: "" };
  const { code, err } = await login({ show: true }, async (url) => {
    const { searchParams } = new URL(url);
    page = await visit(`${searchParams.get("redirect_uri")}/?code=made-up-code-of-somebody&state=${searchParams.get("state")}`);
  });
  expect(code).toBe(1);
  expect(err).toContain("AADSTS9002313");
  expect(err).not.toContain("made-up-code-of-somebody");
  expect(page.status).toBe(400);
});

test.each<[string, Record<string, unknown>, RegExp]>([
  ["without MFA", { amr: ["pwd"] }, /Nothing was stored.*multi-factor authentication/],
  ["in another tenant", { tid: "99999999-0000-4000-8000-000000000000" }, /Nothing was stored.*of the tenant/],
])("a sign-in %s is refused now rather than in the next deployment", async (_name, claims, expected) => {
  emulator.control.setTokenClaims(claims);
  const file = join(folder, "token.json");
  const { code, err } = await login({ to: `file:${file}` });
  expect(code).toBe(1);
  expect(err).toMatch(expected);
  expect(existsSync(file)).toBe(false);
});

test("a port in use, and what is not configured, are one sentence each", async () => {
  const busy = await login({ show: true, port: emulator.port });
  expect(busy.err).toBe(
    `Port ${emulator.port} of this machine cannot be listened at. Choose another with --port, or leave it out for a free one.\n`,
  );
  const io = testIo(folder);
  expect(await runLogin({ show: true }, io)).toBe(1);
  expect(io.said.err).toMatch(/^The sign-in needs partnercenter:tenantId, which is not set\. Name it with --tenant-id/);
});
