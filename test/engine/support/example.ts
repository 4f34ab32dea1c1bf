import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Emulator } from "../../../emulator";
import { root } from "../../boundary/support/linkedFolder";
import { type Result, type RunOptions, runCommand } from "./command";
import { type Engine, findEngine } from "./engine";

/** The real CLI in folders of the repository itself, with a home and a backend outside of them. */
export interface ExampleRuns extends Disposable {
  readonly engine: Engine;
  /** What a process that starts `pulumi` needs, for programs that do so themselves. */
  readonly env: Readonly<Record<string, string>>;
  /** A new stack of the project in `folder`, named from the root. Its configuration file is removed with the stack. */
  open(folder: string, options?: { readonly env?: Readonly<Record<string, string>> }): Promise<Example>;
}

export interface Example extends Disposable {
  readonly folder: string;
  readonly stack: string;
  run(args: readonly string[], options?: RunOptions): Promise<Result>;
  /** Sets keys, which may be paths such as `europe.tenantId`. */
  configure(values: Readonly<Record<string, string>>, options?: { readonly secret?: boolean }): Promise<void>;
  up(options?: RunOptions): Promise<Result>;
  preview(options?: RunOptions): Promise<Result>;
  destroy(options?: RunOptions): Promise<Result>;
  outputs(): Promise<Record<string, unknown>>;
}

export async function exampleRuns(): Promise<ExampleRuns> {
  const engine = await findEngine();
  const parent = path.join(root, ".work", "engine");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(path.join(parent, "examples-"));
  mkdirSync(path.join(folder, "backend"));
  const env = {
    ...engine.env,
    PULUMI_HOME: path.join(folder, "home"),
    PULUMI_BACKEND_URL: pathToFileURL(path.join(folder, "backend")).href,
    PULUMI_CONFIG_PASSPHRASE: "correct horse battery staple",
  };
  return {
    engine,
    env,
    open: (name, options = {}) => open(engine, path.join(root, name), { ...env, ...options.env }),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function open(engine: Engine, folder: string, env: Readonly<Record<string, string>>): Promise<Example> {
  // A name that nobody has a configuration file for.
  const stack = `test-${process.pid}`;
  const run: Example["run"] = (args, options = {}) =>
    runCommand(
      engine.pulumi,
      [...args, "--non-interactive", "--color", "never"],
      { cwd: folder, env: { ...env, ...options.env } },
      options,
    );
  const inStack = (args: readonly string[], options?: RunOptions): Promise<Result> => run([...args, "--stack", stack], options);
  await run(["stack", "init", stack]);
  // The SDK checks the types of a program in TypeScript each time that it runs, for two seconds or three. The first `up` has done so.
  let checked = false;
  const again = (options: RunOptions = {}): RunOptions =>
    checked ? { ...options, env: { PULUMI_NODEJS_TRANSPILE_ONLY: "true", ...options.env } } : options;
  return {
    folder,
    stack,
    run,
    async configure(values, { secret = false } = {}) {
      const pairs = Object.entries(values).flatMap(([key, value]) => [secret ? "--secret" : "--plaintext", `${key}=${value}`]);
      await inStack(["config", "set-all", "--path", ...pairs]);
    },
    async up(options) {
      const result = await inStack(["up", "--yes", "--skip-preview"], again(options));
      checked = true;
      return result;
    },
    preview: (options) => inStack(["preview", "--expect-no-changes"], again(options)),
    destroy: (options) => inStack(["destroy", "--yes", "--skip-preview"], again(options)),
    outputs: async () => JSON.parse((await inStack(["stack", "output", "--json"])).stdout) as Record<string, unknown>,
    [Symbol.dispose]: () => rmSync(path.join(folder, `Pulumi.${stack}.yaml`), { force: true }),
  };
}

/** The second preview is empty, and nothing was sent but the `submitted` requests; then everything is forgotten. */
export async function settlesAndGoes(example: Example, emulator: Emulator, submitted: number): Promise<void> {
  await example.preview();
  expect(emulator.control.submissions()).toHaveLength(submitted);
  const { output } = await example.destroy();
  expect(output.match(/stays: Partner Center offers no way to remove/g)?.length).toBeGreaterThanOrEqual(submitted);
  expect(emulator.control.submissions()).toHaveLength(submitted);
}
