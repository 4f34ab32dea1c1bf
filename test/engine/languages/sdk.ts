import { writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../boundary/support/linkedFolder";
import { blocksOf, readPage } from "../../repository/support/markdown";
import { runCommand } from "../support/command";

/** What the tests of a language use, or why they cannot run here; see scripts/setup/sdk.mjs. */
export interface SdkTools {
  readonly python?: string;
  readonly problem?: string;
  readonly isFailure?: boolean;
}

const script = path.join(root, "scripts", "setup", "sdk.mjs");
const here = { cwd: root, env: process.env };

export async function findSdkTools(language: "python" | "go"): Promise<SdkTools> {
  return JSON.parse((await runCommand(process.execPath, [script, language], here)).stdout) as SdkTools;
}

/**
 * Runs the test of a language where its tools are there. Where they are not, `npm test` names what was not run in its table. On a CI service that has the language a test
 * fails then: nobody reads there what a green run has left out.
 */
export function testIn(language: "python" | "go", title: string, test_: (tools: SdkTools) => Promise<void>): void {
  const run = async (): Promise<void> => {
    const tools = await findSdkTools(language);
    if (tools.problem === undefined) return test_(tools);
    if (tools.isFailure) throw new Error(tools.problem);
    process.stderr.write(`Not run, since ${tools.problem}: ${title}\n`);
  };
  // Where Go has compiled nothing of Pulumi's SDK before, it does so for minutes.
  test(title, run, 1_200_000);
}

/** Generates the SDK from the schema that the built plugin answers, into a folder of that name in `folder`. */
export async function generatedSdk(language: "python" | "go", folder: string): Promise<string> {
  const plugin = path.join(root, "dist", "plugin", "pulumi-resource-partnercenter");
  const schema = path.join(folder, "schema.json");
  const sdk = path.join(folder, `sdk-${language}`);
  writeFileSync(schema, (await runCommand(process.execPath, [plugin, "--schema"], here)).stdout);
  await runCommand(process.execPath, [script, language, schema, sdk], here);
  return sdk;
}

/** The program that docs/plugin.md shows for a language. */
export function shownProgram(language: "python" | "go"): string {
  const found = blocksOf(readPage(root, "docs/plugin.md")).find((block) => block.language === language);
  if (!found) throw new Error(`docs/plugin.md shows no program in ${language}`);
  return found.text;
}
