// Generates the SDK of a package for one language from its schema, where no language host can do it: with a released CLI it is
// `pulumi package gen-sdk SCHEMA --language LANGUAGE`. The generators are Pulumi's own, built with Go once.
//
//     node scripts/offline/generate-sdk.mjs python|nodejs|go SCHEMA OUT
import path from "node:path";
import { pathToFileURL } from "node:url";
import { goTool, hasGo } from "../setup/goTool.mjs";
import { SetupProblem } from "../setup/problem.mjs";
import { withProgress } from "../setup/progress.mjs";
import { run } from "../setup/run.mjs";

export const LANGUAGES = ["python", "nodejs", "go"];

/** The program that generates SDKs, built where it is not there yet. Throws a SetupProblem that a person can act on. */
export async function sdkGenerator(report = () => {}) {
  if (!(await hasGo())) {
    throw new SetupProblem(
      "The generator of SDKs is built with Go 1.25 or newer (https://go.dev/doc/install), which is not here. " +
        "A released Pulumi CLI has its own: pulumi package gen-sdk SCHEMA --language LANGUAGE",
    );
  }
  const module = path.join(import.meta.dirname, "go");
  return goTool({ module, program: "./generate-sdk", title: "Pulumi's generator of SDKs", flags: ["-ldflags", "-s -w"] }, report);
}

/** Writes the files of the SDK into `out`, which comes into being. Throws a SetupProblem that a person can act on. */
export async function generateSdk(language, schema, out, report = () => {}) {
  if (!LANGUAGES.includes(language))
    throw new SetupProblem(`There is no generator for "${language}": the languages are ${LANGUAGES.join(", ")}.`);
  const generator = await sdkGenerator(report);
  const { code, output } = await run(generator, [language, path.resolve(schema), path.resolve(out)]);
  if (code !== 0) throw new SetupProblem(`The ${language} SDK was not generated:\n${output.trimEnd()}`);
}

async function main([language, schema, out, ...more]) {
  if (!out || more.length > 0) throw new SetupProblem(`usage: node scripts/offline/generate-sdk.mjs ${LANGUAGES.join("|")} SCHEMA OUT`);
  await withProgress("SDK", async (report) => {
    await generateSdk(language, schema, out, report);
    return `${language}, in ${out}`;
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error instanceof SetupProblem ? error.message : error);
    process.exitCode = 1;
  });
}
