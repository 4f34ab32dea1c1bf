import { type BodyName, type BodyOf, bodies } from "../bodies/bodies";
import type { Answer } from "../http/message";
import { invalidProperty, notInEnum } from "./errors";

/** What was read, or Microsoft's refusal of the first thing that is wrong. */
export type Named<N extends BodyName> = { readonly body: BodyOf<N> } | Answer;

/** Reads a body of Partner Center. Names count without regard to case; null and an empty text are as nothing (judgement: ASP.NET reads so). */
export function readNamed<N extends BodyName>(name: N, given: unknown): Named<N> {
  const schema = bodies()[name];
  const read = schema.safeParse(canonical(schema, given), { reportInput: true });
  if (read.success) return { body: read.data as BodyOf<N> };
  const [issue] = read.error.issues;
  const field = String(issue?.path.at(-1) ?? "");
  if (issue === undefined || field === "") return invalidProperty("The request body is not a JSON object.");
  if (issue.input === undefined) return invalidProperty(`${field} is required.`, field);
  if (issue.code === "invalid_value") return notInEnum(String(issue.input));
  if (issue.code === "too_big") return invalidProperty(`${field} must not have more than ${issue.maximum} characters.`, field);
  if (issue.code === "invalid_format") return invalidProperty(`${field} must be the name of a domain.`, field);
  if (issue.code === "too_small") return invalidProperty(`${field} is required.`, field);
  return invalidProperty(
    `${field} must be ${issue.code === "invalid_type" && issue.expected === "object" ? "an object" : "a string"}.`,
    field,
  );
}

/** The fields by the names that the schema has for them; null and "" are left out. */
function canonical(schema: unknown, given: unknown): unknown {
  if (!hasShape(schema) || typeof given !== "object" || given === null || Array.isArray(given)) return given;
  const fields = new Map(Object.entries(given).map(([key, value]) => [key.toLowerCase(), value]));
  const named = Object.entries(schema.shape).map(([key, each]) => [key, canonical(each, fields.get(key.toLowerCase()))]);
  return Object.fromEntries(named.filter(([, value]) => value !== undefined && value !== null && value !== ""));
}

function hasShape(schema: unknown): schema is { readonly shape: Readonly<Record<string, unknown>> } {
  return typeof schema === "object" && schema !== null && "shape" in schema;
}
