import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Emulator } from "../../../emulator";
import { call, withEmulator } from "../support";

const [contoso, fabrikam, tailspin] = [
  "0c39d6d5-c70d-4c55-bc02-f620844f3fd1",
  "1d4ae7e6-d81e-4d66-8d13-0731955f40e2",
  "3f6c09a8-fa30-4f88-af35-295317717264",
];

interface Written {
  readonly session?: string;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: object;
  readonly answer: object;
}

const listed = (status: string): object => ({
  outcome: "answered",
  status: 200,
  headers: {},
  body: { json: [{ qualification: "Education", vettingStatus: status }] },
});
const qualifications = (letters: string): string => `/v1/customers/<id ${letters}>/qualifications`;
const pathOf = (id: string | undefined): string => `/v1/customers/${id}/qualifications`;

async function played(
  lines: readonly Written[],
  test: (emulator: Emulator) => Promise<void>,
  scopes: Readonly<Record<string, string>> = { s: "scope" },
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "player-"));
  const file = join(folder, "recording.jsonl");
  const heads = Object.entries(scopes).map(([session, letters]) => JSON.stringify({ partnercenterRecording: 1, session, letters }));
  const exchanges = lines.map(({ session = "s", method = "GET", path = qualifications("A"), headers = {}, answer }) =>
    JSON.stringify({ session, at: 0, ms: 0, request: { method, path, headers }, answer }),
  );
  writeFileSync(file, `${[...heads, ...exchanges].join("\n")}\n`);
  try {
    await withEmulator({ replay: file }, test);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const status = async (emulator: Emulator, id: string | undefined): Promise<unknown> =>
  ((await call(emulator, "GET", pathOf(id))).json as { vettingStatus?: string }[])[0]?.vettingStatus;

test("each customer hears its own answers, in their order, however the customers take turns", () =>
  played(
    [
      { path: qualifications("A"), answer: listed("InReview") },
      { path: qualifications("B"), answer: listed("Denied") },
      { path: qualifications("A"), answer: listed("Approved") },
      { path: qualifications("B"), answer: listed("None") },
    ],
    async (emulator) => {
      expect([await status(emulator, contoso), await status(emulator, contoso)]).toEqual(["InReview", "Approved"]);
      expect(emulator.replay?.unplayed()).toEqual([3, 5]);
      expect([await status(emulator, fabrikam), await status(emulator, fabrikam)]).toEqual(["Denied", "None"]);
      expect(emulator.replay?.unplayed()).toEqual([]);
      expect(emulator.replay?.customers()).toEqual([
        { letters: "A", customerId: contoso },
        { letters: "B", customerId: fabrikam },
      ]);
    },
  ));

test("the ids that it names stand for their letters, whoever asks first", () =>
  played(
    [
      { path: qualifications("A"), answer: listed("InReview") },
      { path: qualifications("B"), answer: listed("Denied") },
    ],
    async (emulator) => {
      const [a, b] = emulator.replay?.customers() ?? [];
      expect(await status(emulator, b?.customerId)).toBe("Denied");
      expect(await status(emulator, a?.customerId)).toBe("InReview");
    },
  ));

test("what was not recorded is refused, and the answer says whose word that is", () =>
  played([{ answer: listed("InReview") }], async (emulator) => {
    expect(await status(emulator, contoso)).toBe("InReview");
    const again = await call(emulator, "GET", pathOf(contoso));
    expect([again.status, again.json]).toEqual([
      400,
      {
        code: 0,
        description:
          "The recording has no further answer to GET /v1/customers/{customer}/qualifications. This is the emulator's word, not Partner Center's.",
        data: [],
        source: "emulator",
      },
    ]);
    expect((await call(emulator, "POST", pathOf(contoso), { body: {} })).status).toBe(400);
    expect((await call(emulator, "GET", pathOf(tailspin))).status).toBe(400);
    expect((await call(emulator, "GET", "/v1/customers/all/validations")).status).toBe(400);
  }));

test("a customer has other letters in a session with another key, and is still one customer", () =>
  played(
    [
      { session: "s", path: qualifications("A"), answer: listed("InReview") },
      { session: "s", path: qualifications("B"), answer: listed("Denied") },
      { session: "t", path: qualifications("X"), answer: listed("Approved") },
    ],
    async (emulator) => {
      expect([await status(emulator, contoso), await status(emulator, contoso)]).toEqual(["InReview", "Approved"]);
      expect(await status(emulator, fabrikam)).toBe("Denied");
    },
    { s: "one", t: "two" },
  ));

test("an answer repeats the ids of the request that it answers, and names its customer by the id that was asked for", () =>
  played(
    [
      {
        path: "/<segment>/v1/customers/<id A>",
        headers: { "MS-RequestId": "<id R>", "MS-CorrelationId": "<id C>" },
        answer: {
          outcome: "answered",
          status: 200,
          bom: true,
          headers: {
            "ms-requestid": "<id R>",
            "ms-correlationid": "<id C>",
            "<header Q>": "<text 8>",
            "set-cookie": "<secret>",
            "content-encoding": "gzip",
          },
          body: {
            json: {
              id: "<id A>",
              companyProfile: { domain: "<domain D>", companyName: "<text 16 N>" },
              customDomains: ["<domain D>"],
              count: "<number 3>",
              code: "<digits 6 E>",
              when: "<date 2026-11-20 F .7Z>",
              "<field G>": { nothing: "<deep>", token: "<secret>" },
            },
          },
        },
      },
    ],
    async (emulator) => {
      const { headers, json, text } = await call(emulator, "GET", `/v1/customers/${contoso}`, {
        headers: { "MS-RequestId": fabrikam ?? "", "MS-CorrelationId": tailspin ?? "" },
      });
      expect(headers.get("ms-requestid")).toBe(fabrikam);
      expect(headers.get("ms-correlationid")).toBe(tailspin);
      expect(headers.get("header-q")).toMatch(/^.{5,8}$/);
      expect(headers.get("set-cookie")).toBeNull();
      expect(text.charCodeAt(0)).toBe(0xfeff);
      expect(json).toEqual({
        id: contoso,
        companyProfile: { domain: "d.example", companyName: expect.stringMatching(/^N.{8,15}$/) },
        customDomains: ["d.example"],
        count: 999,
        code: expect.stringMatching(/^[1-9]\d{5}$/),
        when: expect.stringMatching(/^2026-11-20T\d\d:\d\d:\d\d\.\d{7}Z$/),
        "field-G": { nothing: null, token: "recorded-secret" },
      });
    },
  ));

test("a wait until a date is as long as it was", () =>
  played([{ answer: { outcome: "answered", status: 429, headers: { "retry-after": "<in 30 s>" } } }], async (emulator) => {
    const { headers } = await call(emulator, "GET", pathOf(contoso));
    const left = Date.parse(headers.get("retry-after") ?? "") - Date.now();
    expect(left).toBeGreaterThan(20_000);
    expect(left).toBeLessThanOrEqual(30_000);
  }));

test("what broke off breaks off again, and what never left is not played", () =>
  played(
    [
      { answer: { outcome: "notSent", why: "connection", code: "ECONNREFUSED" } },
      { answer: { outcome: "aborted" } },
      { answer: { outcome: "dropped", code: "ECONNRESET" } },
      { answer: { outcome: "dropped", status: 200 } },
      { answer: { outcome: "timedOut", status: 200 } },
      { answer: { outcome: "timedOut" } },
    ],
    async (emulator) => {
      expect(emulator.replay?.size).toBe(6);
      await expect(call(emulator, "GET", pathOf(contoso))).rejects.toThrow();
      await expect(call(emulator, "GET", pathOf(contoso))).rejects.toThrow();
      const url = `${emulator.url}${pathOf(contoso)}`;
      const headOnly = new AbortController();
      const response = await fetch(url, { signal: headOnly.signal });
      expect(response.status).toBe(200);
      headOnly.abort();
      await expect(response.text()).rejects.toThrow();
      // The request has arrived, and nothing is answered.
      const silent = new AbortController();
      const asked = fetch(url, { signal: silent.signal });
      while ((emulator.replay?.unplayed().length ?? 0) > 0) await new Promise((resolve) => setTimeout(resolve, 5));
      silent.abort();
      await expect(asked).rejects.toThrow();
    },
  ));

test("a sign-in that was refused is refused once more, and one that succeeded gets a token of the emulator's", () =>
  played(
    [
      {
        method: "POST",
        path: "/<id T>/oauth2/v2.0/token",
        answer: {
          outcome: "answered",
          status: 400,
          headers: {},
          body: { json: { error: "invalid_grant", error_description: "<text 64 A AADSTS50076 MFA>", error_codes: [50076] } },
        },
      },
      {
        method: "POST",
        path: "/<segment>/oauth2/v2.0/token",
        answer: { outcome: "answered", status: 200, headers: {}, body: { json: { access_token: "<secret>" } } },
      },
    ],
    async (emulator) => {
      const signIn = (): Promise<{ error?: string; error_description?: string; access_token?: string }> =>
        fetch(`${emulator.url}/11111111-eeee-4aaa-8aaa-000000000001/oauth2/v2.0/token`, {
          method: "POST",
          body: new URLSearchParams({
            grant_type: "refresh_token",
            client_id: "22222222-eeee-4aaa-8aaa-000000000002",
            client_secret: "emulator-client-secret",
            refresh_token: "emulator-refresh-token",
            scope: "https://api.partnercenter.microsoft.com/.default",
          }),
        }).then((response) => response.json() as Promise<Record<string, string>>);
      expect(await signIn()).toMatchObject({ error: "invalid_grant", error_description: expect.stringMatching(/^AADSTS50076 MFA A/) });
      expect((await signIn()).access_token).toMatch(/^eyJ/);
      expect(emulator.replay?.unplayed()).toEqual([]);
      // Nothing of it is left: the emulator answers by itself.
      expect((await signIn()).access_token).toMatch(/^eyJ/);
    },
  ));

test("page and control interface stay, and show what was asked", () =>
  played([{ answer: listed("InReview") }], async (emulator) => {
    await status(emulator, contoso);
    expect((await fetch(`${emulator.url}/`)).status).toBe(200);
    expect(emulator.control.requests()).toMatchObject([
      { method: "GET", customerId: contoso, status: 200, answer: expect.stringContaining("InReview") },
    ]);
  }));
