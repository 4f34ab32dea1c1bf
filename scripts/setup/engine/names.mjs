import { accessSync, constants, existsSync, realpathSync, statSync } from "node:fs";
import path from "node:path";

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
