// Python with the packages that tests need, each in an environment of its own in the cache.
//
//     node scripts/setup/pythonEnvironment.mjs clients    MSAL and azure-identity, which test/clients runs against the emulator
//     node scripts/setup/pythonEnvironment.mjs fuzz       Schemathesis, which tries the emulator's OpenAPI document on the emulator
//     node scripts/setup/pythonEnvironment.mjs pulumi     Pulumi's SDK, for a program that uses the plugin
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { pinnedVersion } from "./engine/cli.mjs";
import { cache } from "./paths.mjs";
import { findPython, installInPython, pythonIn } from "./python.mjs";

/** Pinned, so that a new release fails nobody's test but whoever raises it. What an SDK of ours needs stands in its pyproject.toml; setuptools builds it. */
const packages = () => ({
  clients: ["msal==1.39.0", "azure-identity==1.27.0"],
  fuzz: ["schemathesis==4.32.5"],
  pulumi: [`pulumi==${pinnedVersion()}`, "parver==0.5", "setuptools==80.9.0"],
});

/** `{ python }`, or `{ problem, isFailure }`: what is missing, and whether that is a failure, as it is where CI is set and Python is there. */
export async function findPythonEnvironment(name, env = process.env) {
  const wanted = packages()[name];
  const place = path.join(cache, `python-${name}-${wanted.join("-").replaceAll("==", "-")}-${process.platform}-${process.arch}`);
  if (existsSync(pythonIn(place))) return { python: pythonIn(place) };
  const python = await findPython(env);
  if (python === undefined) return { problem: "there is no Python", isFailure: false };
  const problem = await installInPython(python, place, wanted, env);
  return problem === undefined ? { python: pythonIn(place) } : { problem, isFailure: /^(1|true)$/i.test(env.CI ?? "") };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  console.log(JSON.stringify(await findPythonEnvironment(process.argv[2])));
}
