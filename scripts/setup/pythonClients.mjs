// Where MSAL and azure-identity for Python are, which test/clients runs against the emulator: in an environment of their own, in the cache.
//
//     node scripts/setup/pythonClients.mjs --json
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { cache } from "./paths.mjs";
import { findPython, installInPython, pythonIn } from "./python.mjs";

/** Pinned, so that a new release fails nobody's test but whoever raises it. */
const PACKAGES = ["msal==1.39.0", "azure-identity==1.27.0"];

/** `{ python }`, or `{ problem, isFailure }`: what is missing, and whether that is a failure, as it is where CI is set and Python is there. */
export async function findPythonClients(env = process.env) {
  const place = path.join(cache, `python-clients-${PACKAGES.join("-").replaceAll("==", "-")}-${process.platform}-${process.arch}`);
  if (existsSync(pythonIn(place))) return { python: pythonIn(place) };
  const python = await findPython(env);
  if (python === undefined) return { problem: "there is no Python", isFailure: false };
  const problem = await installInPython(python, place, PACKAGES, env);
  return problem === undefined ? { python: pythonIn(place) } : { problem, isFailure: /^(1|true)$/i.test(env.CI ?? "") };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.log(JSON.stringify(await findPythonClients()));
