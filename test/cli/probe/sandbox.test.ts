import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ProbeOptions } from "../../../cli/probe/probe";
import { type AssumptionEntry, type Assumptions, assumptionCatalogue, type Emulator, startEmulator } from "../../../emulator";
import { appToken } from "../../emulator/support";
import { customer } from "../support/stack";
import { jumpingClock, probe, tokenWithoutMfa } from "./support";

const tested = customer(1);
const domain = "mydemo.ccsctp.net";
let folder: string;
let emulator: Emulator;
let clock: ReturnType<typeof jumpingClock>;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "partnercenter-sandbox-"));
  clock = jumpingClock();
  emulator = await startEmulator({ seed: { customers: [{ id: tested, domain }, { id: customer(2) }] }, clock });
});
afterEach(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true });
});

/** A terminal at which somebody types these answers, one after the other. */
function person(...answers: readonly string[]) {
  const asked: string[] = [];
  const left = [...answers];
  const ask = async (question: string): Promise<string> => {
    asked.push(question);
    return left.shift() ?? "";
  };
  return { asked, extra: { ask, terminal: { columns: 80, colour: false } } };
}

async function sandbox(settings: Record<string, string> = {}, options: ProbeOptions = {}, { extra } = person(domain, "n")) {
  // A token that is given is used as it is; else the emulator's own sign-in.
  const where = "accessToken" in settings ? { endpoint: emulator.url, authority: emulator.url } : { emulator: emulator.url };
  const service = { ...where, ...settings };
  return probe(service, { sandbox: tested, ...options }, { clock, cwd: folder, extra });
}
const written = () => emulator.control.requests({ path: "/v1/" }).filter(({ method }) => method !== "GET");

const values: Partial<Record<keyof Assumptions, readonly unknown[]>> = { readLagMs: [3_000, 25_000] };
const entries = Object.entries(assumptionCatalogue) as [keyof Assumptions, AssumptionEntry][];
const cases = entries
  .filter(([, { settledBy }]) => settledBy === "sandbox")
  .flatMap(([name, entry]) => {
    const others = "min" in entry.values ? (values[name] ?? []) : entry.values.filter((value) => value !== entry.default);
    return others.map((value) => [name, value] as const);
  });

test("one request, twice with the same id, and 21 reads: an emulator as it is by default is told to be as assumed", async () => {
  const { code, report } = await sandbox();
  expect(code).toBe(0);
  const [first, second, ...more] = written();
  expect(more).toEqual([]);
  expect([first?.method, first?.body]).toEqual(["POST", '{"qualification":"StateOwnedEntity"}']);
  expect(second?.headers["ms-requestid"]).toBe(first?.headers["ms-requestid"]);
  expect(second?.body).toBe(first?.body);
  expect(emulator.control.submissions()).toHaveLength(1);
  expect(report?.sandbox).toEqual({
    ended: "done",
    status: 201,
    repeatedStatus: 201,
    sameAnswer: true,
    reads: 21,
    withoutIt: 0,
    seenAfterSeconds: 0,
  });
  const rows = report?.assumptions.filter(({ settledBy }) => settledBy === "sandbox") ?? [];
  expect(rows.map(({ name, verdict }) => `${name} ${verdict}`).sort()).toEqual([
    "postAnswer same",
    "readLagMs same",
    "replayRequestIds same",
  ]);
  expect(report?.requests).toBeLessThanOrEqual(60);
  expect(emulator.control.requests({ path: "/v1/" })).toHaveLength(report?.requests ?? 0);
});

test.each(cases)("an emulator that assumes %s = %j is told apart by the sandbox", async (name, value) => {
  emulator.control.setAssumptions({ [name]: value });
  const { report } = await sandbox();
  const row = report?.assumptions.find((each) => each.name === name);
  // What is watched for 20 s lags at least as long as that.
  const seen = value === 25_000 ? 20_000 : value;
  expect(row).toMatchObject({ verdict: "different", seen: [{ value: seen, times: 1 }] });
  expect(report?.observed[name]).toBe(seen);
});

test("a service that refuses the request is not asked again", async () => {
  emulator.control.fault({
    kind: "status",
    match: { method: "POST", path: "/v1/" },
    status: 403,
    body: '{"code":900150,"description":"No."}',
  });
  const { report, io } = await sandbox();
  expect(io.said.err).toContain("The request in the sandbox failed: ");
  expect(io.said.err).toContain("403, code 900150");
  expect(written()).toHaveLength(1);
  expect(report?.sandbox).toEqual({ ended: "refused", status: 403, reads: 0, withoutIt: 0 });
  expect(report?.assumptions.find(({ name }) => name === "replayRequestIds")?.verdict).toBe("notSeen");
});

describe("nothing is sent", () => {
  const refused = async (why: RegExp, ...given: Parameters<typeof sandbox>): Promise<void> => {
    await expect(sandbox(...given)).rejects.toThrow(why);
    expect(written()).toEqual([]);
  };
  test("without a terminal", () => refused(/needs a terminal/, {}, {}, { asked: [], extra: {} as never }));
  test("under readOnly", () => refused(/readOnly is true/, { readOnly: "true" }));
  test("under a contract that does not know the kind", () => refused(/does not know/, { apiContract: "2021-02" }));
  test("under a ceiling of requests that it would pass", () => refused(/requestsPerMinute/, { requestsPerMinute: "30" }));
  test("with an app-only token", async () =>
    refused(/stands for an application alone/, { auth: "accessToken", accessToken: await appToken(emulator) }));
  test("with a token without MFA", async () => {
    emulator.control.setAssumptions({ mfaRefusal: "off" });
    await refused(/multi-factor/, { auth: "accessToken", accessToken: await tokenWithoutMfa(emulator) });
  });
  test("with a token that cannot be decoded", () => refused(/cannot be decoded/, { auth: "accessToken", accessToken: "opaque-token" }));
  test.each([
    "contoso.onmicrosoft.com",
    "ccsctp.net.contoso.com",
    "contosoccsctp.net",
    "contoso-ccsctp.net",
    "ccsctp.net",
    ".ccsctp.net",
    "a b.ccsctp.net",
    "mydemo.ccsctp.network",
    "mydemo.ccsctpxnet",
  ])("where the domain is none of the sandbox's: %s", async (other) => {
    emulator.control.removeCustomer(tested);
    emulator.control.addCustomer({ id: tested, domain: other });
    await refused(/does not end in \.ccsctp\.net/, {}, {}, person(other, "y"));
  });
  test("where the account has more customers than a sandbox may", async () => {
    for (let number = 10; number < 84; number++) emulator.control.addCustomer({ id: customer(number) });
    await refused(/at most 75 customers/);
    emulator.control.addCustomer({ id: customer(90) });
    await refused(/at most 75 customers/);
  });
  test("where the list of customers goes on, however short its first page is", async () => {
    const links = { next: { headers: [{ key: "MS-ContinuationToken", value: "more" }] } };
    const body = JSON.stringify({ items: [{ id: tested }], links });
    emulator.control.fault({ kind: "status", match: { path: "size=76" }, status: 200, body });
    await refused(/at most 75 customers/);
  });
  test("where the customer is a state-owned entity already, or has something else", async () => {
    for (const qualification of ["StateOwnedEntity", "Education"] as const) {
      emulator.control.removeCustomer(tested);
      emulator.control.addCustomer({ id: tested, domain, qualifications: [{ qualification }] });
      await refused(qualification === "Education" ? /has a qualification/ : /has StateOwnedEntity already/);
    }
  });
  test("where the customer is unknown", async () => {
    await refused(/cannot be read/, {}, { sandbox: customer(1234) });
  });
  test("where another domain, or nothing, is typed; the question does not give the domain away", async () => {
    for (const typed of ["contoso.ccsctp.net", ""]) {
      const one = person(typed);
      await refused(/not the customer's domain/, {}, {}, one);
      expect(one.asked).toEqual(["Type the customer's domain to go on: "]);
    }
  });
  test("where the reading ends early, and the report says so", async () => {
    emulator.control.fault({ kind: "status", match: { path: "size=2" }, status: 429, headers: { "Retry-After": "3600" }, times: "always" });
    const { code, io, report } = await sandbox();
    expect(code).toBe(2);
    expect(io.said.err).toContain("so nothing was sent to the sandbox");
    expect(report).toMatchObject({ ended: "throttled" });
    expect(report?.sandbox).toBeUndefined();
    expect(written()).toEqual([]);
  });
});
