import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { evaluate } from "./support";

const folder = mkdtempSync(path.join(os.tmpdir(), "counting-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function countOf(results: Record<string, number> | undefined, code: number): Promise<unknown> {
  const file = path.join(folder, "results.json");
  rmSync(file, { force: true });
  const none = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, numRuntimeErrorTestSuites: 0 };
  if (results) writeFileSync(file, JSON.stringify({ ...none, ...results }));
  return evaluate("checks/tier.mjs", `m.countOf(${JSON.stringify(file)}, ${code})`);
}

test.each([
  ["all passed", { numPassedTests: 3 }, 0, { passed: 3, failed: 0, skipped: 0 }],
  ["a suite that does not compile counts as one", { numPassedTests: 3, numRuntimeErrorTestSuites: 1 }, 1, { passed: 3, failed: 1 }],
  ["skipped and to-do are told", { numPassedTests: 1, numPendingTests: 2, numTodoTests: 1 }, 0, { skipped: 3 }],
  ["an exit code nobody explains is a failure", { numPassedTests: 1 }, 1, { passed: 1, failed: 1 }],
  ["no test at all is a failure", {}, 0, { passed: 0, failed: 1 }],
  ["no result is a failure", undefined, 0, { passed: 0, failed: 1 }],
])("%s", async (_, results, code, expected) => {
  expect(await countOf(results, code)).toMatchObject(expected);
});

test("the last line is the count and nothing else", async () => {
  const lines = `(() => {
    let text = "";
    const show = m.reporter({ write: (more) => { text += more; } });
    show.total([{ passed: 2, failed: 0, skipped: 0 }, { passed: 1, failed: 1, skipped: 0 }]);
    show.total([{ passed: 2, failed: 0, skipped: 1 }]);
    return text;
  })()`;
  expect(await evaluate("checks/report.mjs", lines)).toBe("\n3 passed, 1 failed\n\n2 passed, 0 failed, 1 skipped\n");
});
