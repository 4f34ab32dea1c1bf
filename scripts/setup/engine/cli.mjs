import { accessSync, constants, existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { root } from "../paths.mjs";
import { run } from "../run.mjs";

const windows = process.platform === "win32";
export const CLI = windows ? "pulumi.exe" : "pulumi";
/** What the CLI's host for the programs of one language is called, where it is a program and no script. */
export const hostFile = (language) => `pulumi-language-${language}${windows ? ".exe" : ""}`;

/** Windows cannot start a script by its first line, so there our host for Node is started by a launcher. */
const hostNames = (language) => (windows ? [hostFile(language), `pulumi-language-${language}.cmd`] : [hostFile(language)]);

export function isExecutable(file) {
  try {
    accessSync(file, windows ? constants.F_OK : constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The folders of PATH, but for those that `npm run` puts before it: they hold wrappers, not the CLI. */
export function foldersOnPath(env = process.env) {
  const folders = (env.PATH ?? env.Path ?? "").split(path.delimiter);
  return folders.filter((folder) => folder !== "" && !/[\\/]node_modules[\\/]\.bin[\\/]?$/.test(folder));
}

/** Whether the host for a language's programs stands beside this CLI (links followed), or in one of the folders given. */
export function hasLanguageHost(language, cli, folders = []) {
  const beside = [path.dirname(cli), path.dirname(realpathSync(cli))];
  return [...beside, ...folders].some((folder) => hostNames(language).some((host) => isExecutable(path.join(folder, host))));
}

/** A folder with an engine in it that is whole. */
export function isEngine(folder) {
  const cli = path.join(folder, CLI);
  return existsSync(folder) && isExecutable(cli) && hasLanguageHost("nodejs", cli);
}

/** The oldest CLI that takes a resource's inputs from `read`, which a refresh without false differences needs. */
export const OLDEST = "3.216.0";

/** The version that is fetched or built where the machine has none: the one that is tested, and that mise installs. */
export function pinnedVersion() {
  return /^pulumi = "([\d.]+)"$/m.exec(readFileSync(path.join(root, "mise.toml"), "utf8"))[1];
}

/** What `pulumi version` says, as `3.259.0`; undefined where it does not run or says something else. */
export async function versionOf(cli) {
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const { code, stdout } = await run(cli, ["version"], { env, timeout: 20_000 });
  return code === 0 ? /^v?(\d+\.\d+\.\d+)/m.exec(stdout)?.[1] : undefined;
}

export function isAtLeast(version, oldest) {
  const [a, b] = [version, oldest].map((text) => text.split(".").map(Number));
  for (let i = 0; i < 3; i++) if (a[i] !== b[i]) return a[i] > b[i];
  return true;
}

/** A CLI that somebody installed, if it is new enough and can run Node programs; else why not, for the messages. */
export async function engineOnPath() {
  const folders = foldersOnPath();
  const cli = folders.map((folder) => path.join(folder, CLI)).find(isExecutable);
  if (!cli) return { unusable: undefined };
  if (!hasLanguageHost("nodejs", cli, folders)) return { unusable: `${cli} has no pulumi-language-nodejs beside it` };
  const version = await versionOf(cli);
  if (!version) return { unusable: `${cli} does not say its version` };
  if (!isAtLeast(version, OLDEST)) return { unusable: `${cli} is ${version}, older than ${OLDEST}` };
  return { engine: { pulumi: cli, version, source: "on PATH" } };
}
