// Fuzzes the emulator against its own OpenAPI document with Schemathesis: no 5xx, and no answer outside the document. The clients tier of
// `npm test` does the same with a few examples (test/clients/schemathesis.test.ts).
//
//     node scripts/fuzz-emulator.mjs                 100 examples for each operation
//     node scripts/fuzz-emulator.mjs 500 42          500, with the seed 42
//
// Needs Python 3.10 or newer. Schemathesis is installed once, into the cache.
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { root, work } from "./setup/paths.mjs";
import { findPythonEnvironment } from "./setup/pythonEnvironment.mjs";
import { run } from "./setup/run.mjs";
import { setUp } from "./setup.mjs";

const [examples = "100", seed = "1"] = process.argv.slice(2);
await setUp(["dependencies", "build"]);
const require = createRequire(import.meta.url);
const { runs, schemathesisArguments } = require("./fuzz/runs.cjs");
const { startEmulator, wellKnown } = require(path.join(root, "dist", "emulator"));
const { python, problem } = await findPythonEnvironment("fuzz");
if (python === undefined) throw new Error(`Schemathesis cannot be had: ${problem}`);

// Schemathesis keeps what it has found beside where it runs.
const folder = path.join(work, "fuzz");
mkdirSync(folder, { recursive: true });
let failed = 0;
for (const each of runs) {
  const emulator = await startEmulator({ assumptions: each.assumptions });
  const words = schemathesisArguments(each, { url: emulator.url, token: wellKnown.accessToken, examples, seed });
  const { code, output } = await run(python, words, { cwd: folder, env: { ...process.env, NO_COLOR: "1" } });
  const alive = (await fetch(`${emulator.url}/_emulator/health`).catch(() => undefined))?.status === 200;
  await emulator.close();
  if (code !== 0 || !alive) failed += 1;
  console.log(`${each.name}: ${code === 0 && alive ? "passed" : "FAILED"}`);
  console.log(code === 0 ? summary(output) : output);
}
process.exitCode = failed === 0 ? 0 : 1;

/** What Schemathesis says at its end. */
function summary(output) {
  return output.slice(Math.max(0, output.indexOf("SUMMARY") - 40)).trim();
}
