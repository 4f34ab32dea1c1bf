import { readFileSync } from "node:fs";
import { errorText } from "../errorText";
import { InvalidInput } from "../state/input";
import { applyAssumptions, defaultAssumptions } from "./apply";
import type { Assumptions } from "./assumptions";

/**
 * What a report of `partnercenter probe` observed, as assumptions: an emulator that is started with them behaves as that service does. In a program,
 * `startEmulator({ assumptions: readObserved("partnercenter-probe.json") })`.
 *
 * @param file The path of the report.
 * @throws InvalidInput if the file cannot be read, is no such report, or holds an assumption that this version does not know.
 */
export function readObserved(file: string): Partial<Assumptions> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new InvalidInput(`The report ${file} cannot be read: ${errorText(error)}`);
  }
  const observed = observedIn(text);
  if (observed === undefined) throw new InvalidInput(`${file} is no report of \`partnercenter probe\` of a form that is known here.`);
  // Looked at here, so that the file is named beside what is wrong with it.
  try {
    applyAssumptions(defaultAssumptions, observed);
  } catch (error) {
    throw new InvalidInput(`The report ${file} cannot be used. ${errorText(error)}`);
  }
  return observed;
}

function observedIn(text: string): Readonly<Record<string, unknown>> | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof json !== "object" || json === null) return undefined;
  const { format, observed } = json as { format?: unknown; observed?: unknown };
  const isReport = format === "partnercenter-probe/1" && typeof observed === "object" && observed !== null && !Array.isArray(observed);
  return isReport ? { ...observed } : undefined;
}
