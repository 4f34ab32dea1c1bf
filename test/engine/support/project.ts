import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { linkedFolder } from "../../boundary/support/linkedFolder";
import { type Result, type RunningCommand, type RunOptions, runCommand } from "./command";
import { descendantsOf, killAll } from "./descendants";
import { type Engine, findEngine } from "./engine";
import type { Front } from "./fronts";
import { parseExport, type StackExport } from "./state";

export interface ProjectOptions {
  /** Names the folder; the project's name is the folder's, so no two are alike. */
  readonly name: string;
  /** The text of the program. */
  readonly program: string;
  /** Default "js", which starts a second or two sooner: "ts" is compiled and type-checked by the SDK in every run. */
  readonly language?: "js" | "ts";
  /** What Pulumi.yaml needs for the program to reach Partner Center. Default: the dynamic provider's, which needs nothing. */
  readonly front?: Front;
  /** `options: refresh: always` in Pulumi.yaml, as every example sets it. Default false. */
  readonly refreshAlways?: boolean;
  /** Set on the stack before anything runs; keys with their namespace. */
  readonly config?: Readonly<Record<string, string>>;
  /** Added to the environment of every call, so also of the program and of the provider. */
  readonly env?: Readonly<Record<string, string>>;
}

/** One event of the engine, as `--event-log` writes it: `{ sequence, timestamp, diagnosticEvent | resOutputsEvent | … }`. */
export type EngineEvent = Readonly<Record<string, unknown>>;

export interface Project extends AsyncDisposable {
  readonly folder: string;
  /** The name of the project, which is part of every URN. */
  readonly name: string;
  readonly engine: Engine;
  /** What each call gets, for other programs that call the CLI. */
  readonly env: Readonly<Record<string, string>>;
  up(options?: RunOptions & { readonly args?: readonly string[] }): Promise<Result>;
  preview(options?: RunOptions & { readonly args?: readonly string[] }): Promise<Result>;
  refresh(options?: RunOptions & { readonly args?: readonly string[] }): Promise<Result>;
  destroy(options?: RunOptions & { readonly args?: readonly string[] }): Promise<Result>;
  /** Any other command: `run(["stack", "output", "--json"])`. */
  run(args: readonly string[], options?: RunOptions): Promise<Result>;
  /** What the last up, preview, refresh or destroy did, event by event. */
  events(): EngineEvent[];
  outputs(): Promise<Record<string, unknown>>;
  stackExport(): Promise<StackExport>;
  config(key: string, value: string, options?: { readonly secret?: boolean }): Promise<void>;
  writeProgram(text: string): void;
  /** Ends what still runs and removes the folder. May be called again. */
  dispose(): Promise<void>;
}

const STACK = "test";

/** A Pulumi project with a backend and a home of its own, run by the real CLI. Each call is a process of its own. */
export async function createProject(options: ProjectOptions): Promise<Project> {
  const engine = await findEngine();
  const folder = linkedFolder("engine", options.name);
  const name = path.basename(folder.path).toLowerCase();
  const language = options.language ?? "js";
  const at = (...parts: string[]): string => path.join(folder.path, ...parts);
  const running = new Set<number>();

  mkdirSync(at("backend"));
  writeFileSync(at("Pulumi.yaml"), projectFile(name, language, options));
  const writeProgram = (text: string): void => writeFileSync(at(`index.${language}`), text);
  writeProgram(options.program);

  const env = {
    ...engine.env,
    PULUMI_HOME: at("home"),
    PULUMI_BACKEND_URL: pathToFileURL(at("backend")).href,
    PULUMI_CONFIG_PASSPHRASE: "correct horse battery staple",
    ...options.env,
  };
  const run = (args: readonly string[], runOptions: RunOptions = {}): Promise<Result> => {
    let started = 0;
    const onStart = (command: RunningCommand): void => {
      started = command.pid;
      running.add(command.pid);
      runOptions.onStart?.(command);
    };
    const where = { cwd: folder.path, env: { ...env, ...runOptions.env } };
    const command = [...args, "--non-interactive", "--color", "never"];
    return runCommand(engine.pulumi, command, where, { ...runOptions, onStart }).finally(() => running.delete(started));
  };
  const operation = (...command: string[]): Project["up"] => {
    return ({ args = [], ...runOptions } = {}) => {
      rmSync(at("events.json"), { force: true });
      // The CLI knows `--event-log` only among its debug commands.
      const debug = { PULUMI_DEBUG_COMMANDS: "true", ...runOptions.env };
      return run([...command, "--stack", STACK, "--event-log", at("events.json"), ...args], { ...runOptions, env: debug });
    };
  };

  await run(["stack", "init", STACK]);
  const config: Project["config"] = async (key, value, { secret = false } = {}) => {
    await run(["config", "set", "--stack", STACK, secret ? "--secret" : "--plaintext", key, value]);
  };
  const values = Object.entries(options.config ?? {}).flatMap(([key, value]) => ["--plaintext", `${key}=${value}`]);
  if (values.length > 0) await run(["config", "set-all", "--stack", STACK, ...values]);

  const dispose = async (): Promise<void> => {
    for (const pid of running) killAll([...descendantsOf(pid), pid]);
    folder[Symbol.dispose]();
  };
  return {
    folder: folder.path,
    name,
    engine,
    env,
    run,
    up: operation("up", "--yes", "--skip-preview"),
    preview: operation("preview"),
    refresh: operation("refresh", "--yes", "--skip-preview"),
    destroy: operation("destroy", "--yes", "--skip-preview"),
    events() {
      if (!existsSync(at("events.json"))) return [];
      const lines = readFileSync(at("events.json"), "utf8").split("\n");
      return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as EngineEvent);
    },
    async outputs() {
      const { stdout } = await run(["stack", "output", "--stack", STACK, "--json", "--show-secrets"]);
      return JSON.parse(stdout) as Record<string, unknown>;
    },
    stackExport: async () => parseExport((await run(["stack", "export", "--stack", STACK])).stdout),
    config,
    writeProgram,
    dispose,
    [Symbol.asyncDispose]: dispose,
  };
}

function projectFile(name: string, language: "js" | "ts", { refreshAlways, front }: ProjectOptions): string {
  return [
    `name: ${name}`,
    "runtime:",
    "  name: nodejs",
    "  options:",
    `    typescript: ${language === "ts"}`,
    `main: index.${language}`,
    ...(refreshAlways ? ["options:", "  refresh: always"] : []),
    ...(front?.projectFile ?? []),
    "",
  ].join("\n");
}
