// The SDK of the plugin for a language that is not Node, generated from the schema as a user's is, and whether it can be had and run here.
//
//     node scripts/setup/sdk.mjs python|go                which tools its tests use, or what is missing, as JSON
//     node scripts/setup/sdk.mjs python|go SCHEMA OUT     generates it into the folder OUT
import { pathToFileURL } from "node:url";
import { generateSdk, sdkGenerator } from "../offline/generate-sdk.mjs";
import { hasGo } from "./goTool.mjs";
import { SetupProblem } from "./problem.mjs";
import { withProgress } from "./progress.mjs";
import { findPythonEnvironment } from "./pythonEnvironment.mjs";

const withoutGo = { problem: "Pulumi's generators of SDKs are built with Go, which is not here", isFailure: false };

/**
 * What the tests of a program in this language need: `{ python? }`, or `{ problem, isFailure }` as `findPythonEnvironment` answers it. What has to be built or
 * fetched for it is there afterwards, so that no test waits for it.
 */
export async function findSdkTools(language, env = process.env) {
  if (!(await hasGo())) return withoutGo;
  try {
    await withProgress("SDKs", async (report) => void (await sdkGenerator(report)));
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error;
    return { problem: error.message, isFailure: /^(1|true)$/i.test(env.CI ?? "") };
  }
  return language === "python" ? findPythonEnvironment("pulumi", env) : {};
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [language, schema, out] = process.argv.slice(2);
  if (out) await generateSdk(language, schema, out);
  else console.log(JSON.stringify(await findSdkTools(language)));
}
