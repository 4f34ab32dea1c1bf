import { readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { isFolder } from "../io";
import { atLeast } from "../version";
import type { Finding } from "./check";
import { lowest } from "./versions";

/**
 * The folder in which Pulumi starts the provider's process: that of `main` in the project's file, else the project's own (facts: pulumi §1.1).
 */
export function providerFolder(project: string): string {
  const main = mainOf(project);
  if (main === undefined) return project;
  const place = resolve(project, main);
  return isFolder(place) ? place : dirname(place);
}

function mainOf(project: string): string | undefined {
  for (const file of ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"]) {
    let text: string;
    try {
      text = readFileSync(join(project, file), "utf8");
    } catch {
      continue;
    }
    try {
      const { parse } = require("yaml") as typeof import("yaml");
      const main: unknown = Reflect.get(Object(parse(text)), "main");
      return typeof main === "string" && main.trim() !== "" ? main : undefined;
    } catch {
      return undefined;
    }
  }
  return undefined;
}

/** What the text in every resource's state requires. */
const stubTarget = "pulumi-partnercenter/dynamic";

/**
 * Whether Pulumi's provider process will find this package: the text that stands in the state does nothing but require it.
 *
 * @param project The folder in which that process runs: `providerFolder`.
 */
export function checkPackage(project: string): Finding {
  const find = createRequire(join(project, "package.json"));
  let place: string;
  try {
    place = find.resolve(stubTarget);
  } catch {
    return {
      status: "problem",
      message: `${stubTarget} cannot be found from ${project}: every operation on a resource would fail.`,
      remedy: "Run `npm install pulumi-partnercenter` in the project, also where another package imports it (pnpm, yarn).",
    };
  }
  const manifest = manifestAbove(realpathSync(place));
  return { status: "ok", message: `pulumi-partnercenter ${manifest ?? ""} is found from the project.`.replace("  ", " ") };
}

/** Whether the project has a Pulumi SDK that is new enough. */
export function checkSdk(project: string): Finding {
  const find = createRequire(join(project, "package.json"));
  let version: string | undefined;
  try {
    version = manifestAbove(find.resolve("@pulumi/pulumi"));
  } catch {
    version = undefined;
  }
  if (version === undefined) {
    return {
      status: "problem",
      message: `@pulumi/pulumi cannot be found from ${project}.`,
      remedy: "Run `npm install @pulumi/pulumi` in the project.",
    };
  }
  if (atLeast(version, lowest.pulumi) && !atLeast(version, "4.0.0")) return { status: "ok", message: `@pulumi/pulumi ${version}.` };
  return {
    status: "problem",
    message: `@pulumi/pulumi ${version} is not one that this package works with.`,
    remedy: `Install ${lowest.pulumi} or newer, below 4.`,
  };
}

/** The version in the nearest package.json that has one. */
function manifestAbove(file: string): string | undefined {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    try {
      const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version?: unknown };
      if (typeof version === "string") return version;
    } catch {
      // Not this folder.
    }
    if (dirname(folder) === folder) return undefined;
  }
}
