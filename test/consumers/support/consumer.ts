import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { type Result, type RunOptions, runCommand } from "../../engine/support/command";
import { descendantsOf, killAll } from "../../engine/support/descendants";
import { findEngine } from "../../engine/support/engine";
import { tarball } from "../../package/support/tarball";
import { userEnvironment } from "./environment";
import type { Manager } from "./managers";
import { nodeExecutable } from "./tools";

export interface ConsumerOptions {
  readonly manager: Manager;
  /** The release of Node that everything runs on. */
  readonly node: string;
  /** The version of @pulumi/pulumi. */
  readonly sdk: string;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

export interface Program {
  /** In words, what is special about it. */
  readonly kind: string;
  /** What it consists of, by name. */
  readonly files: Readonly<Record<string, string>>;
  readonly main: string;
  /** The runtime's options in Pulumi.yaml. Default: none, so Pulumi's own. */
  readonly runtime?: object;
  /** What comes before the first `up`: a compiler. */
  readonly prepare?: (consumer: Consumer) => Promise<void>;
}

export interface Consumer extends AsyncDisposable {
  readonly folder: string;
  /** Puts a program into the folder, in the place of the last one. */
  write(program: Program): void;
  /** A program of the installed packages, such as `tsc`. */
  bin(name: string, args: readonly string[], options?: RunOptions): Promise<Result>;
  pulumi(args: readonly string[], options?: RunOptions): Promise<Result>;
}

/** Milliseconds for an installation; a registry that hangs must not hang the tests. */
const patience = 240_000;

/**
 * A user's project in a folder of its own outside of the checkout, where nothing of ours is found by walking up: the tarball, installed by a real package
 * manager, with a home and a backend for Pulumi.
 *
 * @throws Error with the end of what the package manager printed.
 */
export async function createConsumer(options: ConsumerOptions): Promise<Consumer> {
  const { manager } = options;
  const engine = await findEngine();
  const node = await nodeExecutable(options.node);
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "partnercenter-consumer-")));
  const at = (...parts: string[]): string => path.join(folder, ...parts);
  const running = new Set<number>();
  const dispose = async (): Promise<void> => {
    for (const pid of running) killAll([...descendantsOf(pid), pid]);
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  const call = async (
    file: string,
    args: readonly string[],
    environment: NodeJS.ProcessEnv,
    runOptions: RunOptions = {},
  ): Promise<Result> => {
    let pid = 0;
    const onStart: RunOptions["onStart"] = (command) => {
      pid = command.pid;
      running.add(pid);
      runOptions.onStart?.(command);
    };
    const where = { cwd: folder, env: { ...environment, ...runOptions.env } };
    return runCommand(file, args, where, { ...runOptions, onStart }).finally(() => running.delete(pid));
  };

  try {
    mkdirSync(at("backend"));
    await writeManifest(folder, options);
    const installing = { ...userEnvironment(), ...(await manager.environment()), PATH: before(node, userEnvironment()["PATH"]), CI: "1" };
    const { program, args } = await manager.install();
    const [file, given] = program === "npm" ? [program, args] : [node, [program, ...args]];
    let timer: NodeJS.Timeout | undefined;
    const { code, output } = await call(file, given, installing, {
      expectFailure: "either",
      onStart: ({ pid }) => {
        timer = setTimeout(() => killAll([...descendantsOf(pid), pid]), patience);
      },
    }).finally(() => clearTimeout(timer));
    if (code !== 0)
      throw new Error(
        `${manager.name} could not install the package (${code ?? "it took too long"}):\n${output.trimEnd().split("\n").slice(-25).join("\n")}`,
      );

    const own = manager.run?.(folder) ?? {};
    const base = { ...engine.env, PATH: before(node, engine.env["PATH"]), NODE_OPTIONS: "", ...own };
    const state = {
      PULUMI_HOME: at("home"),
      PULUMI_BACKEND_URL: pathToFileURL(at("backend")).href,
      PULUMI_CONFIG_PASSPHRASE: "correct horse battery staple",
    };
    return {
      folder,
      write({ files, main, runtime }) {
        const project = { name: "consumer", runtime: { name: "nodejs", ...(runtime && { options: runtime }) }, main };
        // JSON is YAML.
        writeFileSync(at("Pulumi.yaml"), `${JSON.stringify(project)}\n`);
        for (const [file, text] of Object.entries(files)) writeFileSync(at(file), text);
      },
      async bin(name, more, runOptions) {
        if (existsSync(at("node_modules"))) {
          const windows = process.platform === "win32";
          return call(at("node_modules", ".bin", windows ? `${name}.cmd` : name), more, base, runOptions);
        }
        // Plug'n'Play has no folder of programs: its package manager starts them.
        return call(node, [program, name, ...more], installing, runOptions);
      },
      pulumi: (more, runOptions) =>
        call(engine.pulumi, [...more, "--non-interactive", "--color", "never"], { ...base, ...state }, runOptions),
      [Symbol.asyncDispose]: dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function writeManifest(folder: string, { sdk, devDependencies = {} }: ConsumerOptions): Promise<void> {
  const packed = await tarball();
  // Package managers keep a tarball by its name: another content needs another name.
  const name = `package-${createHash("sha256").update(readFileSync(packed)).digest("hex").slice(0, 12)}.tgz`;
  copyFileSync(packed, path.join(folder, name));
  const dependencies = { "@pulumi/pulumi": sdk, "pulumi-partnercenter": `file:./${name}` };
  const manifest = { name: "consumer", version: "1.0.0", private: true, dependencies, devDependencies };
  writeFileSync(path.join(folder, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

/** A PATH on which this Node comes first. */
function before(node: string, rest = ""): string {
  return [path.dirname(node), rest].join(path.delimiter);
}
