import { parseObject } from "../../provider/json";
import { complaint, runPulumi } from "../configuration/pulumi";
import type { CliIo } from "../io";
import { type StackRows, stackRows } from "./stackRows";

/**
 * Reads a stack's state through the Pulumi CLI. Secrets in it stay encrypted: nothing here needs one.
 *
 * @throws Error with a sentence for a person.
 */
export async function readStack(io: CliIo, stack?: string): Promise<StackRows> {
  const result = await runPulumi(["stack", "export", ...(stack === undefined ? [] : ["--stack", stack])], io);
  const remedy = "Run in the folder of the Pulumi project (or name it with --cwd), and select a stack or name one with --stack.";
  if (result.kind === "missing") throw new Error("There is no Pulumi CLI on the PATH. Install it: https://www.pulumi.com/docs/install/.");
  if (result.code !== 0) throw new Error(`The state of the stack cannot be read: ${complaint(result).replace(/\.$/, "")}. ${remedy}`);
  const rows = stackRows(parseObject(result.stdout));
  if (rows === undefined) throw new Error("The state of the stack cannot be read: the Pulumi CLI printed something else.");
  return rows;
}
