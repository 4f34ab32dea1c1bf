import { parseObject } from "../../provider/json";
import { problemOf, runPulumi } from "../configuration/pulumi";
import type { CliIo } from "../io";
import { type StackRows, stackRows } from "./stackRows";

/**
 * Reads a stack's state through the Pulumi CLI. Secrets in it stay encrypted: nothing here needs one.
 *
 * @throws Error with a sentence for a person.
 */
export async function readStack({ cwd, env }: CliIo, stack?: string, signal?: AbortSignal): Promise<StackRows> {
  const result = await runPulumi(["stack", "export", ...(stack === undefined ? [] : ["--stack", stack])], { cwd, env, signal });
  if (result.kind === "missing") throw new Error("There is no Pulumi CLI on the PATH. Install it: https://www.pulumi.com/docs/install/.");
  const problem = problemOf(result, env);
  if (problem !== undefined || result.kind !== "ended") {
    const remedy = "Run in the folder of the Pulumi project (or name it with --cwd), and select a stack or name one with --stack.";
    throw new Error(`The state of the stack cannot be read: ${problem ?? "nothing was said"}. ${remedy}`);
  }
  const rows = stackRows(parseObject(result.stdout));
  if (rows === undefined) throw new Error("The state of the stack cannot be read: the Pulumi CLI printed something else.");
  return rows;
}
