import { mkdirSync } from "node:fs";
import path from "node:path";
import { addYamlHost, buildEngine, recipe } from "../../offline/engine.mjs";
import { hasGo } from "../goTool.mjs";
import { engineCache } from "../paths.mjs";
import { SetupProblem } from "../problem.mjs";
import { CLI, engineOnPath, foldersOnPath, hasLanguageHost, isEngine, isExecutable, pinnedVersion, versionOf } from "./cli.mjs";
import { fetchRelease } from "./fromRelease.mjs";

/**
 * The real Pulumi CLI: `{ pulumi, version, source }`, and `lacking` where YAML programs do not run with it: why. In this order: the folder
 * in PULUMI_PARTNERCENTER_ENGINE, PATH, our cache, Pulumi's release where it can be downloaded, a build with Go. The last two fill the cache.
 */
export async function findEngine(report) {
  const chosen = process.env.PULUMI_PARTNERCENTER_ENGINE;
  if (chosen) return withYaml(await engineIn(path.resolve(chosen)));
  const { engine, unusable } = await engineOnPath();
  if (engine) return withYaml(engine);
  const found = cached() ?? (await obtain(unusable, report));
  const { folder, ...ours } = found;
  if (folder === places().built && !hasLanguageHost("yaml", ours.pulumi)) {
    try {
      await addYamlHost(folder, report);
    } catch (error) {
      if (!(error instanceof SetupProblem)) throw error;
      return { ...ours, lacking: error.message };
    }
  }
  return withYaml(ours);
}

function withYaml(engine) {
  if (hasLanguageHost("yaml", engine.pulumi, foldersOnPath())) return engine;
  return { ...engine, lacking: "no pulumi-language-yaml stands beside it" };
}

async function engineIn(folder) {
  const pulumi = path.join(folder, CLI);
  const version = isExecutable(pulumi) ? await versionOf(pulumi) : undefined;
  if (!version) throw new SetupProblem(`PULUMI_PARTNERCENTER_ENGINE is ${folder}, but no Pulumi CLI that runs is there.`);
  return { pulumi, version, source: "as PULUMI_PARTNERCENTER_ENGINE says" };
}

/** The name of a cached engine tells what it was made of, so that a changed recipe is never served by an old build. */
function places() {
  const version = pinnedVersion();
  const place = (name) => path.join(engineCache, `${version}-${name}-${process.platform}-${process.arch}`);
  return { version, release: place("release"), built: place(recipe()) };
}

function cached() {
  const { version, release, built } = places();
  if (isEngine(release)) return { folder: release, pulumi: path.join(release, CLI), version, source: "downloaded before" };
  if (isEngine(built)) return { folder: built, pulumi: path.join(built, CLI), version, source: "built before" };
  return undefined;
}

async function obtain(unusable, report) {
  const { version, release, built } = places();
  mkdirSync(engineCache, { recursive: true });
  if (await fetchRelease(version, release, report))
    return { folder: release, pulumi: path.join(release, CLI), version, source: "downloaded" };
  if (!(await hasGo())) throw new SetupProblem(missing(unusable));
  await buildEngine(version, built, report);
  return { folder: built, pulumi: path.join(built, CLI), version, source: "built with Go" };
}

function missing(unusable) {
  const why = unusable ? ` (${unusable})` : "";
  return (
    `There is no Pulumi CLI here${why}, and it can neither be downloaded nor built: ` +
    "install Pulumi (https://www.pulumi.com/docs/install/) or Go 1.25 or newer (https://go.dev/doc/install), and run this again."
  );
}
