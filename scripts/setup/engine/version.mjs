import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../paths.mjs";
import { run } from "../run.mjs";

/** The oldest CLI that takes a resource's inputs from `read`, which a refresh without false differences needs. */
export const OLDEST = "3.216.0";

/** The version that is fetched or built where the machine has none: the one that the Go module names. */
export function pinnedVersion() {
  const module = readFileSync(path.join(root, "scripts", "offline", "go", "go.mod"), "utf8");
  return /github\.com\/pulumi\/pulumi\/pkg\/v3 v([\d.]+)/.exec(module)[1];
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
