import { resolve } from "node:path";
import type { Command, CommanderError } from "commander";
import type { Operation, OperatorOptions, TypedOptions } from "./fleet/options";

const descriptions: Readonly<Record<Operation, string>> = {
  up: "ask for what is new, adopt what is there, shard by shard",
  preview: "show what would change, and what Microsoft has decided since; write nothing",
  refresh: "take what is live into the state, and do nothing else",
  destroy: "forget all customers; Partner Center keeps their qualifications",
};

interface FolderOption {
  readonly cwd?: string;
}

/** `partnercenter fleet`: many customers in many small stacks. */
export function addFleetCommand(program: Command): void {
  const fleet = program
    .command("fleet")
    .description("run many customers in many small stacks: some at the same time, one that fails stops no other")
    .exitOverride(endWithTwo)
    .addHelpText(
      "after",
      `
The folder has fleet.json, which says where the customers are and by how many stacks they are divided, and Pulumi.yaml.
Exit codes: 0 all is well; 1 a shard failed; 2 nothing was run, since something has to be corrected first; 3 all shards went well, and --fail-on
names what was found; 130 interrupted.`,
    );
  for (const operation of Object.keys(descriptions) as Operation[]) addOperation(fleet, operation);
  subcommand(fleet, "list", "print the shards, and how many qualifications each has")
    .option("--json", "as JSON")
    .option("--parts <number>", 'as parts for a matrix of jobs: ["1/N", "2/N", …]')
    .action(async ({ cwd, ...options }: FolderOption & { readonly json?: boolean; readonly parts?: string }) => {
      process.exitCode = await load().listShards(resolve(cwd ?? "."), options);
    });
  subcommand(fleet, "operator", "print a Stack for each shard, for the Pulumi Kubernetes Operator")
    .requiredOption("--repository <url>", "the git repository that the operator clones")
    .option("--branch <name>", "its branch", "main")
    .option("--folder <path>", "the folder with Pulumi.yaml, seen from the repository's root", ".")
    .action(async ({ cwd, ...options }: FolderOption & OperatorOptions) => {
      process.exitCode = await load().printOperatorStacks(resolve(cwd ?? "."), options);
    });
}

function addOperation(fleet: Command, operation: Operation): void {
  const command = subcommand(fleet, operation, descriptions[operation])
    .option("--parallel <number>", "stacks at the same time (default: 3)")
    .option("--requests-per-minute <number>", "requests to Partner Center, by all of them together; shared out among them")
    .option("--only <numbers>", "these shards only, such as 3,17")
    .option("--shard <i/n>", "the i-th of n parts, for the jobs of a pipeline")
    .option(
      "--unlock <numbers>",
      "take over these shards, locked since their last run was killed; make sure that no other run is under way",
    );
  command.option(
    "--front <name>",
    "who serves the stacks: plugin or dynamic (default: what fleet.json says, else plugin where it is installed)",
  );
  if (operation === "preview") command.option("--expect-no-changes", "count a shard with changes as failed");
  else command.option("--resume", "leave out what the last run of this command has finished");
  if (operation === "destroy") {
    command.option("--forget-notlisted", "also what Partner Center lists no longer: up would ask for it again, one of three requests");
  } else command.option("--fail-on <list>", "exit with 3 where a customer of the shards that were run is: denied,notlisted");
  command.action(async ({ cwd, ...options }: FolderOption & TypedOptions) => {
    process.exitCode = await load().runOperation(operation, resolve(cwd ?? "."), options);
  });
}

function subcommand(fleet: Command, name: string, description: string): Command {
  return fleet
    .command(name)
    .description(description)
    .option("--cwd <folder>", "the folder of the fleet (default: here)")
    .exitOverride(endWithTwo);
}

/** What is wrong on the command line ends with 2, as everything that is wrong before something was run. */
function endWithTwo({ exitCode }: CommanderError): never {
  process.exit(exitCode === 0 ? 0 : 2);
}

function load(): typeof import("./fleet/fleet") {
  try {
    return require("./fleet/fleet") as typeof import("./fleet/fleet");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND" || !String(error).includes("@pulumi/pulumi")) throw error;
    throw new Error("partnercenter fleet needs @pulumi/pulumi beside it: npm install @pulumi/pulumi");
  }
}
