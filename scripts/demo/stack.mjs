// Runs the real `pulumi` on the root project, in a backend of the demo's own that is made anew each time.
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { engineEnvironment } from "../setup/environment.mjs";
import { root, work } from "../setup/paths.mjs";
import { run as runProgram } from "../setup/run.mjs";

const STACK = "demo";
const folder = path.join(work, "demo");
const configuration = path.join(root, `Pulumi.${STACK}.yaml`);

/** Rows that Pulumi repeats while it works: on a terminal they overwrite each other, in a file they would bury the story. */
const PROGRESS = /^( [~+-]| {3}) {1,2}\S+ \S+ ((refreshing|creating|updating|deleting|running)\b|refresh( \(|\s*$)|\s*$)/;

/** A fresh stack of the root project that speaks to the emulator at `emulatorUrl`. `print` gets each line that Pulumi prints. */
export async function createStack(pulumi, emulatorUrl, { print, color }) {
  const remove = () => {
    rmSync(folder, { recursive: true, force: true });
    rmSync(configuration, { force: true });
  };
  remove();
  const backendDir = path.join(folder, "backend");
  mkdirSync(backendDir, { recursive: true });
  const env = {
    ...engineEnvironment({ pulumi, home: path.join(folder, "home"), backendDir, passphrase: "demo" }),
    PARTNERCENTER_EMULATOR: emulatorUrl,
  };

  const run = async (args, { show = true, mayFail = false } = {}) => {
    const all = [
      ...args,
      "--stack",
      STACK,
      "--non-interactive",
      ...(show ? ["--suppress-progress"] : []),
      "--color",
      color ? "always" : "never",
    ];
    const { code, output } = await runProgram(pulumi, all, {
      cwd: root,
      env,
      onLine: show ? (line) => PROGRESS.test(line) || print(line) : undefined,
    });
    if (code !== 0 && !mayFail) throw new Error(`pulumi ${args.join(" ")} failed${show ? "" : `:\n${output}`}`);
    return { code, output };
  };

  await run(["stack", "init"], { show: false });
  return {
    run,
    /** Sets many keys at once; a key may be a path such as `customers[0].name`. */
    configure: (values, { secret = false } = {}) =>
      run(["config", "set-all", "--path", ...pairs(values, secret ? "--secret" : "--plaintext")], { show: false }),
    remove,
  };
}

function pairs(values, kind) {
  return Object.entries(values).flatMap(([key, value]) => [kind, `${key}=${value}`]);
}

/** The keys and values of nested data, in the form that `pulumi config set --path` takes. */
export function flatten(value, key) {
  if (typeof value !== "object") return { [key]: value };
  const part = Array.isArray(value) ? (name) => `${key}[${name}]` : (name) => `${key}.${name}`;
  return Object.assign({}, ...Object.entries(value).map(([name, inner]) => flatten(inner, part(name))));
}
