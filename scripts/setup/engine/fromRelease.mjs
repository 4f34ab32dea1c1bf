import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { npm } from "../run.mjs";
import { CLI, isEngine } from "./cli.mjs";

const REACHABLE_WITHIN = 4_000;
const DOWNLOADED_WITHIN = 10 * 60_000;

/**
 * Pulumi's own release, by way of the npm package `pulumi`, which downloads it: a minute where a build takes several, and with
 * Pulumi's own language host. Placed in `folder`; false where it cannot be had. Whether the download site can be reached
 * is asked first, with a short limit, so that a machine without internet loses no time on it.
 */
export async function fetchRelease(version, folder, report) {
  report(`looking for the release ${version}`);
  if (!(await isReachable(version))) return false;

  report(`downloading Pulumi ${version}`);
  const home = `${folder}.download-${process.pid}`;
  mkdirSync(home, { recursive: true });
  try {
    await npm(["exec", "--yes", "--ignore-scripts", `--package=pulumi@${version}`, "--", "pulumi", "version"], {
      cwd: home,
      env: { ...process.env, PULUMI_HOME: home, PULUMI_VERSION: version, PULUMI_SKIP_UPDATE_CHECK: "true" },
      timeout: DOWNLOADED_WITHIN,
    });
    const downloaded = path.join(home, "versions", version, "bin");
    if (!existsSync(path.join(downloaded, CLI)) || !isEngine(downloaded)) return false;
    renameSync(downloaded, folder);
    return true;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function isReachable(version) {
  const system = { win32: "windows" }[os.platform()] ?? os.platform();
  const processor = os.arch() === "arm64" ? "arm64" : "x64";
  const ending = system === "windows" ? "zip" : "tar.gz";
  const release = `https://get.pulumi.com/releases/sdk/pulumi-v${version}-${system}-${processor}.${ending}`;
  try {
    const answer = await fetch(release, { method: "HEAD", signal: AbortSignal.timeout(REACHABLE_WITHIN) });
    return answer.ok;
  } catch {
    return false;
  }
}
