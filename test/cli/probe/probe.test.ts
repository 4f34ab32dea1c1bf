import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spread } from "../../../cli/probe/plan";
import { type Question, questions } from "../../../cli/probe/questions";
import { readReport } from "../../../cli/probe/report";
import { createProgram } from "../../../cli/program";
import { type Emulator, readObserved, startEmulator, wellKnown } from "../../../emulator";
import { accessToken } from "../../support/partnerCenter";
import { customer } from "../support/stack";
import { everyKind, jumpingClock, people, probe } from "./support";

let folder: string;
let emulator: Emulator;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "partnercenter-probe-"));
  emulator = await startEmulator({ seed: everyKind });
});
afterEach(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true });
});
const file = () => join(folder, "partnercenter-probe.json");
const run = (...[options, world]: [Parameters<typeof probe>[1]?, Parameters<typeof probe>[2]?]) =>
  probe({ emulator: emulator.url }, options, { cwd: folder, ...world });
const asked = () => emulator.control.requests({ path: "/v1/" });
const answering = (answer: string, questions: string[] = []) => ({
  ask: async (question: string) => {
    questions.push(question);
    return answer;
  },
});

test("--dry-run says what would be asked, and asks nothing, not even for a token", async () => {
  const { code, io } = await run({ dryRun: true });
  expect(code).toBe(0);
  for (const { request, why } of Object.values(questions)) {
    expect(io.said.out).toContain(request);
    expect(io.said.out).toContain(why);
  }
  expect(io.said.out).toContain("At most 60 requests");
  expect(emulator.control.requests()).toEqual([]);
});

test("what is asked is in the plan that --dry-run prints, and not more often than it says", async () => {
  await run({ withoutRelationship: people.foreign });
  const shape = (text: string): string =>
    text
      .replace(/^GET /, "")
      .replace(/\{customer\}|\{random GUID\}|\{no GUID\}|[0-9a-f-]{36}|no-guid/g, "ID")
      .replace(/filter=.*$/, "filter");
  const allowed = new Map<string, number>();
  for (const each of Object.values<{ request: string; most?: number }>(questions)) {
    const key = shape(each.request);
    allowed.set(key, (allowed.get(key) ?? 0) + (each.most ?? Number.POSITIVE_INFINITY));
  }
  const counts = new Map<string, number>();
  for (const { path, query } of asked()) {
    const text = new URLSearchParams(query).toString();
    const key = shape(text === "" ? path : `${path}?${text}`);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  for (const [key, count] of counts) expect(`${key}: ${count <= (allowed.get(key) ?? 0)}`).toBe(`${key}: true`);
  expect(counts.size).toBeGreaterThan(6);
});

test("requests are a second apart, and every one has ids of its own", async () => {
  const waited: number[] = [];
  const timer = (ms: number, fire: () => void): (() => void) => {
    waited.push(ms);
    setImmediate(fire);
    return () => {};
  };
  const clock = { now: () => 0, timer };
  await run({}, { clock });
  const ids = asked().map(({ headers }) => headers["ms-requestid"]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(waited.slice(1).every((ms) => ms === 1000)).toBe(true);
  expect(asked().every(({ headers }) => headers["validatemfa"] === "true")).toBe(true);
});

test("a ceiling of requests that is lower is kept", async () => {
  const clock = jumpingClock();
  await probe({ emulator: emulator.url, requestsPerMinute: "20" }, { customer: [people.none] }, { cwd: folder, clock });
  expect(clock.waited.filter((ms) => ms > 0).every((ms) => ms === 3_000)).toBe(true);
});

test("the customers that are named are read, and no list is searched", async () => {
  const { report } = await run({ customer: [people.gcc.toUpperCase(), people.stateOwned] });
  const read = asked().flatMap(({ path }) => /customers\/([0-9a-f-]{36})\/qualifications$/.exec(path)?.[1] ?? []);
  expect(read.slice(-2)).toEqual([people.gcc, people.stateOwned]);
  expect(asked().filter(({ query }) => query["size"] === "200")).toEqual([]);
  expect(report?.met).toEqual([
    { kind: "none", status: "none", times: 1 },
    { kind: "StateOwnedEntity", status: "none", times: 1 },
  ]);
});

test("a list that ends with a full page has no next page, and that is nothing to tell", async () => {
  for (const id of Object.values(people).slice(2)) emulator.control.removeCustomer(id);
  const { report } = await run();
  expect(report?.expectations.find(({ name }) => name === "nextPage")).toMatchObject({ verdict: "notSeen" });
});

test("of many customers some are chosen, all over the list, until nothing new is met", async () => {
  for (let number = 100; number < 240; number++) emulator.control.addCustomer({ id: customer(number) });
  const { report } = await run();
  expect(report?.requests).toBeLessThan(40);
  expect(report?.ended).toBe("complete");
  expect(spread([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 4)).toEqual([0, 2, 5, 7]);
  expect(spread([1, 2], 4)).toEqual([1, 2]);
  expect(spread([1, 2], 0)).toEqual([]);
});

test("an application's token and a user's without MFA are told as such", async () => {
  const service = { endpoint: emulator.url, authority: emulator.url, tenantId: wellKnown.tenantId, clientId: wellKnown.clientId };
  const app = await probe({ ...service, auth: "clientSecret", clientSecret: wellKnown.clientSecret }, {}, { cwd: folder });
  expect(app.report).toMatchObject({ signIn: "application", ended: "complete", service: "emulator", cloud: "global", contract: "2023-05" });
});

describe("the report", () => {
  test("is shown whole, and written where a person says yes", async () => {
    const heard: string[] = [];
    const { io, code } = await run({ json: false }, { extra: answering("y", heard) });
    expect(code).toBe(0);
    expect(heard).toEqual([`Write this report to ${JSON.stringify(file())}? [y/N] `]);
    const text = readFileSync(file(), "utf8");
    expect(io.said.out).toContain(text);
    expect(io.said.out).toMatch(
      /^pulumi-partnercenter \d+\.\d+\.\d+.*, \d{4}-\d\d-\d\d, cloud global, contract 2023-05, service emulator, sign-in userWithMfa\./,
    );
    expect(io.said.out).toMatch(/listShape +array +array \(\d+\) +same/);
    expect(readReport(text)?.observed).toEqual(readObserved(file()));
    expect(text.split("\n").length).toBeLessThan(100);
  });

  test.each(["n", "", "no", "yesterday"])("is not written for %j", async (answer) => {
    const { io } = await run({}, { extra: answering(answer) });
    expect(io.said.err).toContain("Nothing was written.");
    expect(existsSync(file())).toBe(false);
  });

  test("is not written without a terminal, unless --yes says so", async () => {
    const { io } = await run();
    expect(io.said.err).toContain("--yes");
    expect(existsSync(file())).toBe(false);
    await run({ yes: true, output: "mine.json" });
    expect(readReport(readFileSync(join(folder, "mine.json"), "utf8"))).toBeDefined();
  });

  test("overwrites nothing without --force, and says so before anything is asked", async () => {
    writeFileSync(file(), "mine");
    await expect(run({ yes: true })).rejects.toThrow(/is there already.*--output.*--force/);
    await expect(run({ yes: true, output: "no/such/folder.json" })).rejects.toThrow(/There is no folder.*--output/);
    expect(emulator.control.requests()).toEqual([]);
    await run({ yes: true, force: true });
    expect(readReport(readFileSync(file(), "utf8"))).toBeDefined();
  });
});

describe("wrong input is told with its way out, all of it, before anything is asked", () => {
  test("ids that are none, without quoting them", async () => {
    const failed = run({ customer: ["contoso"], withoutRelationship: "x", sandbox: "y" });
    await expect(failed).rejects.toThrow(
      "--customer takes a customer's id: use the GUID of the customer's tenant.\n--without-relationship takes a customer's id: use the GUID of the customer's tenant.\n--sandbox takes a customer's id: use the GUID of the customer's tenant.",
    );
  });
  test.each([
    ["a file that is not there", undefined, /cannot be read \(ENOENT\)/],
    ["a text", "opaque", /no access token that can be decoded/],
    ["a token with MFA", accessToken({ tid: wellKnown.tenantId }), /did sign in with multi-factor/],
    ["an application's token", accessToken({ tid: wellKnown.tenantId, scp: undefined, amr: undefined }), /stands for an application alone/],
    ["an expired token", accessToken({ tid: wellKnown.tenantId, amr: ["pwd"], exp: 1 }), /expired/],
  ])("as a token without MFA: %s", async (_, text, why) => {
    if (text !== undefined) writeFileSync(join(folder, "token"), text);
    await expect(run({ tokenWithoutMfa: "token" })).rejects.toThrow(why);
    expect(emulator.control.requests()).toEqual([]);
  });
  test("no sign-in at all", async () => {
    await expect(probe({}, {}, { cwd: folder })).rejects.toThrow(/partnercenter:/);
  });
});

test("a question has no method: only reads can be said", () => {
  const question: Question = { name: "customer", path: "/v1/customers/x" };
  // @ts-expect-error There is no place for a method.
  const written: Question = { ...question, method: "POST" };
  expect(written.path).toBe(question.path);
});

/** What the command line makes of `--assume`, several times. Nothing is started. */
function assumed(...values: readonly string[]): unknown {
  const command = createProgram().commands.find((each) => each.name() === "emulator");
  let options: unknown;
  command?.exitOverride().configureOutput({ writeErr: () => {} });
  command?.action((given: { assume?: unknown }) => {
    options = given.assume;
  });
  command?.parse(
    values.flatMap((value) => ["--assume", value]),
    { from: "user" },
  );
  return options;
}

test("`emulator --assume @FILE` behaves as what was observed; what is named after it counts, and a file that is none is told", async () => {
  emulator.control.setAssumptions({ bom: false, listShape: "wrapper" });
  await run({ yes: true });
  const twin = await startEmulator({ assumptions: readObserved(file()) });
  expect(twin.control.assumptions()).toMatchObject({ bom: false, listShape: "wrapper" });
  await twin.close();
  writeFileSync(join(folder, "other.json"), '{"format":"something"}');
  expect(assumed(`@${file()}`, "bom=true")).toMatchObject({ bom: true, listShape: "wrapper" });
  expect(() => assumed(`@${join(folder, "other.json")}`)).toThrow(/is no report of `partnercenter probe`/);
  expect(() => readObserved(join(folder, "missing.json"))).toThrow(/cannot be read/);
  writeFileSync(join(folder, "newer.json"), '{"format":"partnercenter-probe/1","observed":{"future":1}}');
  expect(() => readObserved(join(folder, "newer.json"))).toThrow(/newer\.json cannot be used\. There is no assumption "future"/);
});
