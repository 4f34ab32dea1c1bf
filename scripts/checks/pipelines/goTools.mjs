import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { hashOf } from "../../setup/hash.mjs";
import { withLock } from "../../setup/lock.mjs";
import { root, userCache } from "../../setup/paths.mjs";
import { run, tail } from "../../setup/run.mjs";
import { Unavailable } from "./unavailable.mjs";

const recipe = path.join(root, "scripts", "pipelines");
const packages = {
  actionlint: "github.com/rhysd/actionlint/cmd/actionlint",
  kubeconform: "github.com/yannh/kubeconform/cmd/kubeconform",
};

/** The path of a tool that scripts/pipelines/go.mod pins, built once and kept in the user's cache. */
export async function goTool(name, report) {
  const cache = path.join(userCache(), "pulumi-partnercenter", "tools");
  const version = hashOf([path.join(recipe, "go.mod"), path.join(recipe, "go.sum")]).slice(0, 12);
  const place = path.join(cache, `${name}-${version}-${process.platform}-${process.arch}${process.platform === "win32" ? ".exe" : ""}`);
  if (existsSync(place)) return place;
  return withLock(path.join(cache, "lock"), () => build(name, place, report), report);
}

async function build(name, place, report) {
  if (existsSync(place)) return place;
  report(`building ${name} with Go, once`);
  const unfinished = `${place}.build-${process.pid}`;
  mkdirSync(path.dirname(place), { recursive: true });
  try {
    const { code, output } = await run("go", ["build", "-mod=readonly", "-o", unfinished, packages[name]], {
      cwd: recipe,
      env: { ...process.env, CGO_ENABLED: "0", GOWORK: "off" },
    });
    if (code !== 0) throw new Unavailable(`${name} could not be built with Go (${tail(output, 1).trim()})`);
    renameSync(unfinished, place);
    return place;
  } finally {
    rmSync(unfinished, { force: true });
  }
}
