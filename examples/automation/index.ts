import { mkdirSync } from "node:fs";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import * as partnercenter from "pulumi-partnercenter";
import { printProgress } from "./progress";

/** What another system knows. */
const customers = { contoso: "0c39d6d5-c70d-4c55-bc02-f620844f3fd1", tailspin: "3f6c09a8-fa30-4f88-af35-295317717264" };

/** The program is a function. What it returns are the stack's outputs. */
async function program() {
  const declared = Object.entries(customers).map(([name, customerId]) => {
    const qualification = new partnercenter.CustomerQualification(name, {
      customerId,
      qualification: "Education",
      educationSegment: "HigherEducation",
      website: `${name}.edu`,
    });
    return [name, qualification.vettingStatus] as const;
  });
  return { vetting: Object.fromEntries(declared) };
}

/** The folder must be below this one: Pulumi looks for the packages from there upwards, and writes a Pulumi.yaml into it. */
async function selectStack(): Promise<Stack> {
  const workDir = path.join(__dirname, ".work");
  const backend = path.join(workDir, "backend");
  mkdirSync(backend, { recursive: true });
  const { PULUMI_BACKEND_URL = pathToFileURL(backend).href, PULUMI_CONFIG_PASSPHRASE = "demo" } = process.env;
  return LocalWorkspace.createOrSelectStack(
    { projectName: "automation", stackName: "dev", program },
    {
      workDir,
      projectSettings: { name: "automation", runtime: "nodejs" },
      envVars: { PULUMI_BACKEND_URL, PULUMI_CONFIG_PASSPHRASE },
    },
  );
}

const onEvent = printProgress((line) => console.log(line));

/** What each command does, and what it answers. */
const commands: Readonly<Record<string, (stack: Stack) => Promise<unknown>>> = {
  up: async (stack) => (await stack.up({ onEvent, refresh: true })).outputs["vetting"]?.value,
  preview: async (stack) => (await stack.preview({ onEvent, refresh: true })).changeSummary,
  destroy: async (stack) => (await stack.destroy({ onEvent })).summary.result,
};

async function main(command = "up"): Promise<void> {
  const run = commands[command];
  if (!run) throw new Error(`There is no command "${command}": say up, preview or destroy.`);
  console.log(JSON.stringify(await run(await selectStack()), undefined, 2));
}

// Whoever reads may go, as in "| head". Without this, Pulumi's SDK would print that this cannot be printed, for ever.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
