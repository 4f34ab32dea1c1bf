import { createHash } from "node:crypto";
import { get } from "node:http";
import { type BrowserOptions, signInByBrowser } from "../../../cli/login/authorizationCode";
import { type Answer, applicationAt, clientId, type Entra, entra, tenantId, tokens, waits } from "./support";

let service: Entra;
afterEach(() => service.close());

interface Page {
  readonly status: number;
  readonly text: string;
}

/** What a browser does at an address, once. */
function visit(address: string): Promise<Page> {
  return new Promise((resolve, reject) => {
    get(address.replace("//localhost", "//127.0.0.1"), { agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    }).on("error", reject);
  });
}

/** Signs in with a browser that comes back with this query (and the state), as often as there are queries. */
async function signIn(answers: Answer[], queries: readonly string[], more: Partial<BrowserOptions> = {}) {
  service = await entra({ token: answers });
  const pages: Promise<Page>[] = [];
  const kept: unknown[] = [];
  let asked = new URL("http://nobody");
  const ended = signInByBrowser(applicationAt(service.url), {
    port: 0,
    waits: waits().waits,
    open(url) {
      asked = new URL(url);
      const { searchParams } = asked;
      for (const query of queries) pages.push(visit(`${searchParams.get("redirect_uri")}/?${query}&state=${searchParams.get("state")}`));
    },
    keep: async (answer) => void kept.push(answer),
    ...more,
  });
  const error = await ended.then(
    () => undefined,
    (thrown: Error) => thrown,
  );
  return { error, kept, asked, pages: await Promise.all(pages) };
}

test("the code is redeemed with the verifier of the challenge, at the tenant that was asked", async () => {
  const { error, kept, asked, pages } = await signIn([tokens], ["code=the-code"]);
  expect(error).toBeUndefined();
  expect(kept).toMatchObject([{ accessToken: "an-access-token", refreshToken: "a-refresh-token" }]);
  expect(asked.pathname).toBe(`/${tenantId}/oauth2/v2.0/authorize`);
  const [{ path, fields } = { path: "", fields: {} }] = service.asked;
  expect(path).toBe(`/${tenantId}/oauth2/v2.0/token`);
  const { code_verifier: verifier = "", ...others } = fields;
  expect(others).toEqual({
    client_id: clientId,
    grant_type: "authorization_code",
    code: "the-code",
    redirect_uri: asked.searchParams.get("redirect_uri"),
    scope: "https://api.partnercenter.microsoft.com/.default offline_access",
  });
  expect(createHash("sha256").update(verifier).digest("base64url")).toBe(asked.searchParams.get("code_challenge"));
  expect(pages[0]?.status).toBe(200);
});

test("a browser that asks three times while the code is redeemed sends it once, is told three times, and the sign-in ends", async () => {
  const began = Date.now();
  const slow: Answer = { ...(tokens as { status: number; body: unknown }), afterMs: 200 };
  const { error, kept, pages } = await signIn([slow], ["code=c", "code=c", "code=another"]);
  expect(error).toBeUndefined();
  expect(kept).toHaveLength(1);
  expect(service.asked).toHaveLength(1);
  for (const { status, text } of pages) expect([status, text.includes("<h1>Signed in to Partner Center</h1>")]).toEqual([200, true]);
  expect(Date.now() - began).toBeLessThan(5_000);
});

test("the browser is told only after the token is kept, and that it is not where that failed", async () => {
  const order: string[] = [];
  const { pages, error } = await signIn([tokens], ["code=c"], {
    async keep() {
      await new Promise((resolve) => setTimeout(resolve, 100));
      order.push("kept");
      throw new Error("the disk is full");
    },
  });
  expect(error?.message).toBe("the disk is full");
  expect(order).toEqual(["kept"]);
  expect(pages[0]).toMatchObject({ status: 500, text: expect.stringContaining("Signed in, but the token was not kept") });
});

test.each<[string, string, RegExp]>([
  [
    "a known number",
    `error=access_denied&error_description=${encodeURIComponent("AADSTS65004: User declined to consent.")}`,
    /^The sign-in was refused: the user declined to consent \(AADSTS65004\)\. The service said: "AADSTS65004: User declined to consent\."/,
  ],
  ["an unknown word", "error=some_new_error", /^The sign-in was refused \(some_new_error\)\.$/],
  ["quotes", `error=x&error_description=${encodeURIComponent('it said "no"')}`, /The service said: "it said 'no'"\.$/],
  [
    "a secret in it",
    `error=x&error_description=${encodeURIComponent("token eyJhbGciOi.eyJhdWQi.sig")}`,
    /The service said: "token \[secret\]"\.$/,
  ],
])("a refusal with %s is told, in the terminal and in the browser", async (_, query, message) => {
  const { error, kept, pages } = await signIn([tokens], [query]);
  expect(error?.message).toMatch(message);
  expect(kept).toEqual([]);
  expect(service.asked).toEqual([]);
  expect(pages[0]).toMatchObject({ status: 400, text: expect.stringContaining("The sign-in did not succeed") });
});

test("a code that the service does not take is told, and so is the browser", async () => {
  const refusal = { status: 400, body: { error: "invalid_grant", error_description: "AADSTS70008: The code has expired." } };
  const { error, pages } = await signIn([refusal], ["code=old"]);
  expect(error).toMatchObject({ code: "AADSTS70008" });
  expect(error?.message).not.toContain("old-code");
  expect(pages[0]?.status).toBe(400);
});

test("a user who does not come back is not waited for any longer than agreed", async () => {
  const { user, waits: signals } = waits();
  const { error } = await signIn([tokens], [], { waits: signals, open: () => user.abort() });
  expect(error?.message).toBe(
    "Nobody finished the sign-in in the browser in time. Run `partnercenter login` again, or with --device-code where this machine has no browser.",
  );
});

test("Ctrl-C ends the wait for the user and for the service alike", async () => {
  const first = waits();
  const waiting = await signIn([tokens], [], {
    waits: first.waits,
    open() {
      first.interrupt.abort();
      first.user.abort();
    },
  });
  expect(waiting.error?.message).toBe("The sign-in was interrupted. Nothing was kept.");
  service.close();
  const second = waits();
  setTimeout(() => second.interrupt.abort(), 300);
  const redeeming = await signIn(["never"], ["code=c"], { waits: second.waits });
  expect(redeeming.error?.message).toBe("The sign-in was interrupted. Nothing was kept.");
  expect(redeeming.pages[0]?.status).toBe(400);
});
