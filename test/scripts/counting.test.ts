import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { evaluate } from "./support";

const root = path.resolve(__dirname, "../..");
const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "counting-")));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs jest on two projects of these files, and comes to what the reporter wrote. */
async function counted(files: Record<string, string>): Promise<Record<string, Record<string, unknown>>> {
  rmSync(folder, { recursive: true, force: true });
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  const projects = ["one", "two"].map((name) => ({ rootDir: folder, displayName: name, testMatch: [`<rootDir>/${name}/*.js`] }));
  writeFileSync(path.join(folder, "jest.config.json"), JSON.stringify({ projects }));
  const counts = path.join(folder, "results", "counts.json");
  const jest = path.join(root, "node_modules/jest/bin/jest.js");
  const args = [jest, "--config", path.join(folder, "jest.config.json"), `--reporters=${path.join(root, "scripts/test/reporter.cjs")}`];
  // The exit code of failed tests is none of this.
  await new Promise<void>((resolve) => {
    execFile(process.execPath, args, { cwd: folder, env: { ...process.env, PROJECT_COUNTS: counts } }, () => resolve());
  });
  return JSON.parse(readFileSync(counts, "utf8")) as Record<string, Record<string, unknown>>;
}

test("what passed, failed and was skipped is counted for each project, and a file that does not load counts as one that failed", async () => {
  const counts = await counted({
    "one/a.js": 'test("is well", () => {}); test("is not", () => { throw new Error("no"); });',
    "one/b.js":
      'describe("a group", () => test("is well too", () => {})); test.skip("is skipped", () => {}); test.todo("is to be written");',
    "two/c.js": "this is no program",
  });
  expect(counts).toMatchObject({
    one: {
      passed: 2,
      failed: 1,
      skipped: 2,
      tests: expect.arrayContaining([{ title: "a group; is well too", milliseconds: expect.any(Number) }]),
    },
    two: { passed: 0, failed: 1, skipped: 0 },
  });
});

const none = { passed: 0, failed: 0, skipped: 0 };
test.each([
  ["all passed", { a: { ...none, passed: 3 }, b: { ...none, passed: 1 } }, 0, [{ passed: 3 }, { passed: 1 }]],
  ["a tier without a test has failed", { a: { ...none, passed: 3 } }, 0, [{ passed: 3 }, { failed: 1, note: "no test ran" }]],
  ["an exit code that no failure explains is one", { a: { ...none, passed: 3 }, b: { ...none, passed: 1 } }, 1, [{}, {}, { failed: 1 }]],
  ["an exit code that a failure explains is none", { a: { ...none, failed: 3 }, b: { ...none, passed: 1 } }, 1, [{ failed: 3 }, {}]],
  ["a run that wrote nothing has failed", undefined, 0, [{ name: "a, b", failed: 1, note: "jest did not finish" }]],
])("%s", async (_, projects, code, expected) => {
  const results = await evaluate("test/tiers.mjs", `m.countsOf(["a", "b"], ${JSON.stringify(projects)}, ${code})`);
  expect(results).toMatchObject(expected);
  expect(results).toHaveLength(expected.length);
});

test("every tier runs once, and those that start engines come after those that keep the cores busy", async () => {
  const [tiers, runs] = (await evaluate("test/tiers.mjs", "[m.TIERS, m.runsOf(m.TIERS)]")) as [string[], { tiers: string[] }[]];
  const [light, heavy] = runs.map((run) => run.tiers);
  expect([...(light ?? []), ...(heavy ?? [])].toSorted()).toEqual(tiers.toSorted());
  expect(light).toEqual(["unit", "slow", "simulation", "clients", "boundary"]);
});

test("a table of all checks comes last, what was not run is in it, and the last line is the count and nothing else", async () => {
  const lines = `(() => {
    let text = "";
    const show = m.reporter({ write: (more) => { text += more; } });
    show.table([
      { name: "types", passed: 1, failed: 0, skipped: 0, milliseconds: 1000 },
      { name: "pipelines", passed: 2, failed: 0, skipped: 0, notRun: "GitLab: no Python" },
      { name: "unit", passed: 1, failed: 1, skipped: 2, note: "why" },
      { name: "browser", passed: 0, failed: 0, skipped: 0, notRun: "no Chromium" },
    ]);
    return text;
  })()`;
  const text = (await evaluate("test/report.mjs", lines)) as string;
  expect(text.split("\n").map((line) => line.trim().replaceAll(/ +/g, " "))).toEqual([
    "",
    "all files",
    "types passed 1.0s 1 passed",
    "pipelines not run: GitLab: no Python",
    "pipelines passed 2 passed",
    "unit failed 1 passed, 1 failed, 2 skipped, why",
    "browser not run: no Chromium",
    "",
    "4 passed, 1 failed, 2 skipped",
    "",
  ]);
});

test("what a tool said is shown where it failed, and not where it passed", async () => {
  const lines = `(() => {
    let text = "";
    const show = m.reporter({ write: (more) => { text += more; } });
    show.problem({ passed: 1, failed: 0, skipped: 0, output: "all is well" });
    show.problem({ passed: 0, failed: 1, skipped: 0, output: "line 3: wrong" });
    return text;
  })()`;
  expect(await evaluate("test/report.mjs", lines)).toBe("\n    line 3: wrong\n\n");
});

test("on Windows the files that write programs for /bin/sh are named as not run, and elsewhere there are none", async () => {
  const on = (platform: string): Promise<unknown> => evaluate("test/tiers.mjs", `m.notRunHere(undefined, ${JSON.stringify(platform)})`);
  expect(await on("win32")).toEqual([
    { name: "tests", passed: 0, failed: 0, skipped: 0, notRun: expect.stringContaining(path.join("scripts", "engine.test.ts")) },
  ]);
  expect(await on("linux")).toEqual([]);
});

test("CONTRIBUTING tells of every tier, and of no other", async () => {
  const page = readFileSync(path.join(root, "CONTRIBUTING.md"), "utf8");
  const table = page.slice(page.indexOf("| Tier |"), page.indexOf("The first run on a machine"));
  const told = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name).sort();
  expect(told).toEqual(((await evaluate("test/tiers.mjs", "m.TIERS")) as string[]).toSorted());
});
