import { readFileSync } from "node:fs";
import { errorText } from "../errorText";
import { ScenarioError } from "../scenario/error";
import { InvalidInput } from "./input";
import { Placed } from "./placed";
import { readSeed, type Seed } from "./seed";

/**
 * Reads a seed from a YAML or JSON file.
 *
 * @throws InvalidInput naming the file, the line and the column, and what cannot be used there.
 */
export function readSeedFile(path: string): Seed {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new InvalidInput(`The seed file ${path} cannot be read: ${errorText(error)}`);
  }
  const file = Placed.read(text);
  const { problem } = file;
  if (problem !== undefined) throw refusal(path, problem.place, problem.message);
  try {
    return readSeed(file.value);
  } catch (error) {
    if (error instanceof ScenarioError) throw refusal(path, file.placeInText(["scenario"], error), error.problem);
    if (error instanceof InvalidInput) throw refusal(path, file.placeOf(error.where), error.message);
    throw error;
  }
}

function refusal(path: string, { line, column }: { readonly line: number; readonly column: number }, message: string): InvalidInput {
  return new InvalidInput(`The seed file ${path} cannot be used: line ${line}, column ${column}: ${message}`);
}
