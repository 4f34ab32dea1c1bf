// Fuzzes the emulator against its own OpenAPI document with Schemathesis: no 5xx, and no answer outside the document.
//
//     node scripts/fuzz-emulator.mjs                 100 examples for each operation
//     node scripts/fuzz-emulator.mjs 500 42          500, with the seed 42
//
// Needs Python 3.10 or newer. Schemathesis is installed once into .work/fuzz. Not part of `npm test`: it takes minutes.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { root, work } from "./setup/paths.mjs";
import { run } from "./setup/run.mjs";
import { setUp } from "./setup.mjs";

const schemathesisVersion = "4.32.5";
const [examples = "100", seed = "1"] = process.argv.slice(2);
const checks = [
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_headers_conformance",
  "response_schema_conformance",
  "allow_header_conformance",
];

/** Each with an emulator of its own. Everything is served in the last one, so that no fault or assumption that it sets meets the others. */
const runs = [
  { name: "API and authority", emulator: ["--auto-create"], schemathesis: ["--exclude-tag", "Control"] },
  {
    name: "API with other assumptions",
    emulator: ["--auto-create", ...otherAssumptions().flatMap((each) => ["--assume", each])],
    schemathesis: ["--include-tag", "Partner Center"],
  },
  { name: "API without customers", emulator: [], schemathesis: ["--include-tag", "Partner Center"] },
  { name: "control interface", emulator: ["--auto-create"], schemathesis: ["--include-tag", "Control"] },
];

function otherAssumptions() {
  return [
    "postContract=any",
    "listShape=wrapper",
    "emptyShape=none",
    "dateField=vettingCreatedDate",
    "postAnswer=wrapper",
    "repeatedPost=echo",
    "ruleStatus=409",
    "unknownCustomerShape=A",
    "strayFields=refuse",
    "gccVetting=InReview",
  ];
}

await setUp(["dependencies", "build"]);
const load = createRequire(import.meta.url);
const { wellKnown } = load(path.join(root, "dist", "emulator"));
const schemathesis = install();
let failed = 0;
for (const each of runs) {
  const { url, stop } = await startEmulator(each.emulator);
  const { code, output } = await run(
    schemathesis,
    [
      ["run", `${url}/_emulator/openapi.json`, "--url", url],
      ["--header", `Authorization: Bearer ${wellKnown.accessToken}`],
      ["--checks", checks.join(","), "--max-examples", examples, "--seed", seed, "--workers", "1"],
      ["--warnings", "off", "--suppress-health-check", "all", "--request-timeout", "10"],
      each.schemathesis,
    ].flat(),
    { cwd: path.join(work, "fuzz"), env: { ...process.env, NO_COLOR: "1" } },
  );
  const alive = (await fetch(`${url}/_emulator/health`).catch(() => undefined))?.status === 200;
  await stop();
  if (code !== 0 || !alive) failed += 1;
  console.log(`${each.name}: ${code === 0 && alive ? "passed" : "FAILED"}`);
  console.log(code === 0 ? summary(output) : output);
}
process.exitCode = failed === 0 ? 0 : 1;

function install() {
  const folder = path.join(work, "fuzz");
  const program = path.join(folder, "bin", "schemathesis");
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  for (const [command, ...args] of [
    ["python3", "-m", "venv", folder],
    [path.join(folder, "bin", "pip"), "install", "--quiet", `schemathesis==${schemathesisVersion}`],
  ]) {
    const { status } = spawnSync(command, args, { stdio: "inherit" });
    if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed`);
  }
  return program;
}

/** Without the byte order mark, which Schemathesis does not read. */
async function startEmulator(args) {
  const child = spawn(
    process.execPath,
    [path.join(root, "dist", "cli", "main.js"), "emulator", "--port", "0", "--json", "--assume", "bom=false", ...args],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const line = await new Promise((resolve, reject) => {
    child.stdout.once("data", (data) => resolve(String(data)));
    child.once("exit", () => reject(new Error("the emulator did not start")));
  });
  const stop = () => {
    child.kill("SIGTERM");
    return ended;
  };
  return { url: JSON.parse(line).url, stop };
}

/** What Schemathesis says at its end. */
function summary(output) {
  return output.slice(Math.max(0, output.indexOf("SUMMARY") - 40)).trim();
}
