import os from "node:os";
import path from "node:path";
import { userEnvironment } from "./environment";
import { cache, npm, tool } from "./tools";

/** How a package manager is called in a consumer's folder. */
export interface Manager {
  /** As a test says it. */
  readonly name: string;
  /** The program to start with the consumer's Node, and what to say to it; `npm` is found on the PATH. */
  install(): Promise<{ readonly program: string; readonly args: readonly string[] }>;
  /** Where the registry of the user's npm is another than npm's own, each manager must be told in its own way. */
  environment(): Promise<Record<string, string>>;
  /** What each call of Pulumi needs. */
  readonly run?: (folder: string) => Record<string, string>;
}

let asked: Promise<string> | undefined;
function registry(): Promise<string> {
  asked ??= npm(["config", "get", "registry"], os.tmpdir(), userEnvironment()).then(({ stdout }) => stdout.trim());
  return asked;
}

const quick = ["--prefer-offline", "--ignore-scripts"];

export function npmManager(...args: readonly string[]): Manager {
  return {
    name: ["npm", ...args].join(" "),
    install: async () => ({ program: "npm", args: ["install", ...quick, "--no-audit", "--no-fund", "--loglevel=error", ...args] }),
    environment: async () => ({}),
  };
}

/** Only what a package names is within its reach: pnpm's own default. */
export const pnpm: Manager = {
  name: "pnpm 10",
  async install() {
    const program = path.join(await tool("pnpm", "10.34.8"), "bin", "pnpm.cjs");
    return { program, args: ["install", ...quick, "--no-frozen-lockfile", "--store-dir", path.join(cache, "pnpm")] };
  },
  environment: async () => ({ npm_config_registry: await registry(), npm_config_manage_package_manager_versions: "false" }),
};

export function yarn4(linker: "node-modules" | "pnp"): Manager {
  return {
    name: `yarn 4 ${linker === "pnp" ? "Plug'n'Play" : linker}`,
    install: async () => ({ program: path.join(await tool("@yarnpkg/cli-dist", "4.18.1"), "bin", "yarn.js"), args: ["install"] }),
    environment: () => yarn4Environment(linker),
    ...(linker === "pnp" && { run: (folder) => ({ NODE_OPTIONS: `--require ${path.join(folder, ".pnp.cjs")}` }) }),
  };
}

/** Yarn 4 reads no `.npmrc`: what the user has told npm and Node is told to it once more. */
async function yarn4Environment(linker: string): Promise<Record<string, string>> {
  const server = await registry();
  const { protocol, hostname } = new URL(server);
  const { NODE_EXTRA_CA_CERTS: certificates, HTTPS_PROXY, https_proxy, HTTP_PROXY, http_proxy } = process.env;
  const settings: Record<string, string | undefined> = {
    YARN_NODE_LINKER: linker,
    YARN_NPM_REGISTRY_SERVER: server.replace(/\/$/, ""),
    YARN_UNSAFE_HTTP_WHITELIST: protocol === "http:" ? hostname : undefined,
    YARN_HTTPS_CA_FILE_PATH: certificates,
    YARN_HTTPS_PROXY: HTTPS_PROXY ?? https_proxy,
    YARN_HTTP_PROXY: HTTP_PROXY ?? http_proxy,
    YARN_GLOBAL_FOLDER: path.join(cache, "yarn4"),
    YARN_ENABLE_GLOBAL_CACHE: "true",
    YARN_ENABLE_IMMUTABLE_INSTALLS: "false",
    YARN_ENABLE_SCRIPTS: "false",
    YARN_ENABLE_TELEMETRY: "false",
    YARN_ENABLE_PROGRESS_BARS: "false",
    YARN_IGNORE_PATH: "true",
  };
  return Object.fromEntries(Object.entries(settings).filter((entry): entry is [string, string] => Boolean(entry[1])));
}

export const yarn1: Manager = {
  name: "yarn 1",
  async install() {
    const program = path.join(await tool("yarn", "1.22.22"), "bin", "yarn.js");
    const network = ["--network-timeout", "60000", "--network-concurrency", "8"];
    return {
      program,
      args: ["install", ...quick, "--non-interactive", "--no-progress", "--cache-folder", path.join(cache, "yarn1"), ...network],
    };
  },
  environment: async () => ({ npm_config_registry: await registry(), YARN_REGISTRY: await registry(), YARN_IGNORE_PATH: "1" }),
};
