import { mkdirSync } from "node:fs";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { type InlineProgramArgs, LocalWorkspace, type PulumiFn } from "@pulumi/pulumi/automation";
import * as partnercenter from "pulumi-partnercenter";
import { printProgress } from "./progress";

/** The program: a function, so that it can take what another system knows. */
function onboard(customers: Readonly<Record<string, string>>): PulumiFn {
  return async () => {
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
  };
}

/** The folder must be below this one: Pulumi looks for the packages from there upwards, and writes a Pulumi.yaml into it. */
async function selectStack(program: PulumiFn) {
  const workDir = path.join(__dirname, ".work");
  const backend = path.join(workDir, "backend");
  mkdirSync(backend, { recursive: true });
  const stack: InlineProgramArgs = { projectName: "automation", stackName: "dev", program };
  return LocalWorkspace.createOrSelectStack(stack, {
    workDir,
    projectSettings: { name: "automation", runtime: "nodejs" },
    envVars: {
      PULUMI_BACKEND_URL: process.env["PULUMI_BACKEND_URL"] ?? pathToFileURL(backend).href,
      PULUMI_CONFIG_PASSPHRASE: process.env["PULUMI_CONFIG_PASSPHRASE"] ?? "demo",
    },
  });
}

async function main(command: string): Promise<void> {
  const stack = await selectStack(
    onboard({ contoso: "0c39d6d5-c70d-4c55-bc02-f620844f3fd1", tailspin: "3f6c09a8-fa30-4f88-af35-295317717264" }),
  );
  const onEvent = printProgress((line) => console.log(line));
  if (command === "up") {
    const { outputs } = await stack.up({ onEvent, refresh: true });
    console.log(JSON.stringify(outputs["vetting"]?.value, undefined, 2));
  } else if (command === "preview") {
    const { changeSummary } = await stack.preview({ onEvent, refresh: true });
    console.log(JSON.stringify(changeSummary));
  } else if (command === "destroy") {
    await stack.destroy({ onEvent });
  } else {
    throw new Error(`There is no command "${command}": say up, preview or destroy.`);
  }
}

// Whoever reads may go, as in "| head". Without this, Pulumi's SDK would print that this cannot be printed, for ever.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

main(process.argv[2] ?? "up").catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
