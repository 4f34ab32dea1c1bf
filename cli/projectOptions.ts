import type { Command } from "commander";

/** Which stack of which project a command is about: the same two options everywhere. */
export interface ProjectOptions {
  /** Default: the stack that is selected. */
  readonly stack?: string;
  /** The folder of the project. Default: where the command is called. */
  readonly cwd?: string;
}

export function addProjectOptions(command: Command): Command {
  return command
    .option("--stack <name>", "the Pulumi stack (default: the one that is selected)")
    .option("--cwd <folder>", "the folder of the Pulumi project (default: here)");
}
