import path from "node:path";
import { CLI, foldersOnPath, hasLanguageHost, isExecutable } from "./names.mjs";
import { isAtLeast, OLDEST, versionOf } from "./version.mjs";

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
