import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { hashOf } from "../../setup/hash.mjs";
import { withLock } from "../../setup/lock.mjs";
import { root, userCache } from "../../setup/paths.mjs";
import { run, tail } from "../../setup/run.mjs";
import { Unavailable } from "./unavailable.mjs";

const requirements = path.join(root, "scripts", "pipelines", "requirements.txt");
const windows = process.platform === "win32";

/**
 * A Python that has what scripts/pipelines/requirements.txt pins, in an environment of its own in the user's cache. Packages come as
 * wheels alone, so nothing of theirs runs while they are installed.
 */
export async function pythonWithTools(report) {
  const cache = path.join(userCache(), "pulumi-partnercenter", "tools");
  const place = path.join(cache, `python-${hashOf([requirements]).slice(0, 12)}-${process.platform}-${process.arch}`);
  if (existsSync(place)) return pythonIn(place);
  return withLock(path.join(cache, "lock"), () => install(place, report), report);
}

async function install(place, report) {
  if (existsSync(place)) return pythonIn(place);
  const python = await findPython();
  if (!python) throw new Unavailable("no Python was found");
  report("installing check-jsonschema, once");
  const unfinished = `${place}.build-${process.pid}`;
  mkdirSync(path.dirname(place), { recursive: true });
  try {
    await must(python, ["-m", "venv", unfinished], "Python makes no virtual environment");
    const pip = ["-m", "pip", "install", "--quiet", "--only-binary=:all:", "--disable-pip-version-check", "--no-deps", "-r", requirements];
    await must(pythonIn(unfinished), pip, "check-jsonschema could not be installed");
    // Python finds its packages from where it stands, so the folder may be moved; the scripts in it may not, and are not used.
    renameSync(unfinished, place);
    return pythonIn(place);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

async function findPython() {
  for (const name of windows ? ["python", "py"] : ["python3", "python"]) {
    if ((await run(name, ["--version"], { timeout: 20_000 })).code === 0) return name;
  }
  return undefined;
}

async function must(command, args, problem) {
  const { code, output } = await run(command, args);
  if (code !== 0) throw new Unavailable(`${problem} (${tail(output, 1).trim()})`);
}

function pythonIn(folder) {
  return windows ? path.join(folder, "Scripts", "python.exe") : path.join(folder, "bin", "python");
}
