// Where MSAL and azure-identity for Python are, which test/clients runs against the emulator: in an environment of their own, in the cache.
//
//     node scripts/setup/pythonClients.mjs --json
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { cache } from "./paths.mjs";
import { run, tail } from "./run.mjs";

/** Pinned, so that a new release fails nobody's test but whoever raises it. */
const PACKAGES = ["msal==1.39.0", "azure-identity==1.27.0"];
const windows = process.platform === "win32";
const pythonIn = (folder) => (windows ? path.join(folder, "Scripts", "python.exe") : path.join(folder, "bin", "python"));

/** `{ python }`, or `{ problem, isFailure }`: what is missing, and whether that is a failure, as it is where CI is set and Python is there. */
export async function findPythonClients(env = process.env) {
  const place = path.join(cache, `python-clients-${PACKAGES.join("-").replaceAll("==", "-")}-${process.platform}-${process.arch}`);
  if (existsSync(pythonIn(place))) return { python: pythonIn(place) };
  const python = await findPython(env);
  if (python === undefined) return { problem: "there is no Python", isFailure: false };
  const problem = await install(python, place, env);
  return problem === undefined ? { python: pythonIn(place) } : { problem, isFailure: /^(1|true)$/i.test(env.CI ?? "") };
}

async function findPython(env) {
  for (const name of windows ? ["python", "py"] : ["python3", "python"]) {
    if ((await run(name, ["--version"], { env, timeout: 20_000 })).code === 0) return name;
  }
  return undefined;
}

/** Of wheels alone, so that nothing of the packages runs while they are installed. Answers what went wrong. */
async function install(python, place, env) {
  const unfinished = `${place}.build-${process.pid}`;
  mkdirSync(path.dirname(place), { recursive: true });
  try {
    const venv = await run(python, ["-m", "venv", unfinished], { env });
    if (venv.code !== 0) return `Python makes no virtual environment (${tail(venv.output, 1).trim()})`;
    const pip = ["-m", "pip", "install", "--quiet", "--only-binary=:all:", "--disable-pip-version-check", ...PACKAGES];
    const installed = await run(pythonIn(unfinished), pip, { env });
    if (installed.code !== 0) return `the packages could not be installed (${tail(installed.output, 1).trim()})`;
    if (!existsSync(place)) renameSync(unfinished, place);
    return undefined;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.log(JSON.stringify(await findPythonClients()));
