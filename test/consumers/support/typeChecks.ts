import type { Consumer } from "./consumer";

/** Strictly, and with the declarations of all packages: Pulumi only reports what stops the program. */
export async function typeChecks(project: Consumer): Promise<void> {
  await project.bin("tsc", ["-p", ".", "--noEmit", "--pretty", "false"]);
}
