import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { run, tail } from "./run.mjs";

const windows = process.platform === "win32";

/** The Python of an environment that `installInPython` made. */
export function pythonIn(folder) {
  return windows ? path.join(folder, "Scripts", "python.exe") : path.join(folder, "bin", "python");
}

/** What Python is called here. Undefined if there is none. */
export async function findPython(env = process.env) {
  for (const name of windows ? ["python", "py"] : ["python3", "python"]) {
    if ((await run(name, ["--version"], { env, timeout: 20_000 })).code === 0) return name;
  }
  return undefined;
}

/**
 * Makes an environment with these packages in the folder `place`. It takes wheels alone, so that nothing of the packages runs while they are
 * installed. Answers what went wrong, if anything did.
 */
export async function installInPython(python, place, packages, env = process.env) {
  const unfinished = `${place}.build-${process.pid}`;
  mkdirSync(path.dirname(place), { recursive: true });
  try {
    const venv = await run(python, ["-m", "venv", unfinished], { env });
    if (venv.code !== 0) return `Python makes no virtual environment (${tail(venv.output, 1).trim()})`;
    const pip = ["-m", "pip", "install", "--quiet", "--only-binary=:all:", "--disable-pip-version-check", ...packages];
    const installed = await run(pythonIn(unfinished), pip, { env });
    if (installed.code !== 0) return `${packages.join(" and ")} could not be installed (${tail(installed.output, 1).trim()})`;
    // Python finds its packages from where it stands, so the folder may be moved. The scripts in it may not, and are not used.
    if (!existsSync(place)) renameSync(unfinished, place);
    return undefined;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
