import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Assumptions, startEmulator, wellKnown } from "../../emulator";

interface Run {
  readonly name: string;
  readonly assumptions: Partial<Assumptions>;
}
const scripts = join(__dirname, "..", "..", "scripts");
const { runs, schemathesisArguments } = require("../../scripts/fuzz/runs.cjs") as {
  readonly runs: readonly Run[];
  readonly schemathesisArguments: (
    run: Run,
    options: { readonly url: string; readonly token: string; readonly examples: number; readonly seed: number },
  ) => string[];
};

/** Makes the environment, where there is none yet. */
const { python, problem, isFailure } = JSON.parse(
  execFileSync(process.execPath, [join(scripts, "setup", "pythonEnvironment.mjs"), "fuzz"], { encoding: "utf8" }),
) as { readonly python?: string; readonly problem?: string; readonly isFailure?: boolean };

/** Few: `node scripts/fuzz-emulator.mjs` takes a hundred. */
const examples = 5;

if (python === undefined) {
  // `npm test` says it in its table too. On a CI service that has Python, it fails: nobody reads there what a green run has left out.
  test(`Schemathesis was not run: ${problem}`, () => {
    if (isFailure) throw new Error(problem);
  });
} else {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "schemathesis-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(runs.map((run) => [run.name, run] as const))(
    "what Schemathesis makes of the emulator's own document is answered as the document says, and never with 5xx: %s",
    async (_, run) => {
      await using emulator = await startEmulator({ assumptions: run.assumptions });
      const words = schemathesisArguments(run, { url: emulator.url, token: wellKnown.accessToken, examples, seed: 1 });
      const { code, output } = await schemathesis(words);
      expect(code === 0 ? "" : output).toBe("");
      expect(output).toContain("No issues found");
      expect((await fetch(`${emulator.url}/_emulator/health`)).status).toBe(200);
    },
  );

  test("an answer that the document does not know is noticed", async () => {
    const [run] = runs;
    if (run === undefined) throw new Error("there is no run");
    await using emulator = await startEmulator({ assumptions: { ...run.assumptions, bom: true } });
    const words = schemathesisArguments(run, { url: emulator.url, token: wellKnown.accessToken, examples: 1, seed: 1 });
    expect((await schemathesis(words)).code).not.toBe(0);
  });

  function schemathesis(words: readonly string[]): Promise<{ readonly code: unknown; readonly output: string }> {
    return new Promise((resolve) => {
      execFile(
        String(python),
        words,
        { cwd: folder, env: { ...process.env, NO_COLOR: "1" }, maxBuffer: 1 << 26 },
        (error, stdout, stderr) => {
          resolve({ code: error ? (error.code ?? error.signal) : 0, output: `${stdout}${stderr}` });
        },
      );
    });
  }
}
