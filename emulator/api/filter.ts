import type { Answer } from "../http/message";
import { invalidProperty, notInEnum } from "./errors";
import { readFields } from "./fields";

/** A filter of one field: `{"Field":"CompanyName","Value":"cont","Operator":"starts_with"}` (get-a-customer-by-name). */
export interface Filter {
  /** As the endpoint spells it. */
  readonly field: string;
  readonly value: string;
}

/** Reads `?filter=`; undefined if there is none. `fields` has each field with the operator it takes. */
export function readFilter(text: string | null, fields: Readonly<Record<string, string>>): Filter | Answer | undefined {
  if (text === null) return undefined;
  const given = readFields(text);
  if (given === undefined) return invalidProperty("The filter is not a JSON object.", "filter");
  const wanted = String(given.get("field") ?? "");
  const field = Object.keys(fields).find((name) => name.toLowerCase() === wanted.toLowerCase());
  if (field === undefined) return notInEnum(wanted);
  const operator = String(given.get("operator") ?? "");
  // Microsoft's own converter reads "StartsWith" and "starts_with" (the Java SDK and the swagger send the first).
  if (operator.toLowerCase().replaceAll("_", "") !== fields[field]?.replaceAll("_", "")) return notInEnum(operator);
  const value = given.get("value");
  return typeof value === "string" ? { field, value } : invalidProperty("The filter has no Value.", "filter");
}
