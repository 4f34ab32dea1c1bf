import { type Fault, type FaultMatch, faultKinds } from "../http/faults";
import { compact, InvalidInput, optional, readChoice, readCount, readObject, readText } from "../state/input";

/** @throws InvalidInput */
export function readFault(value: unknown): Fault {
  const fields = readObject(value, "The fault", ["kind", "match", "times", "status", "body", "headers", "delayMs"]);
  return compact<Fault>({
    kind: readChoice(fields["kind"], "kind", faultKinds),
    match: optional(fields["match"], "match", readMatch),
    times: optional(fields["times"], "times", (times, where) => (times === "always" ? times : readCount(times, where))),
    status: optional(fields["status"], "status", readCount),
    body: optional(fields["body"], "body", readBody),
    headers: optional(fields["headers"], "headers", readHeaders),
    delayMs: optional(fields["delayMs"], "delayMs", readCount),
  });
}

function readMatch(value: unknown, where: string): FaultMatch {
  const fields = readObject(value, where, ["method", "path", "pathPattern", "customerId"]);
  return compact<FaultMatch>({
    method: optional(fields["method"], `${where}.method`, readText),
    path: optional(fields["path"], `${where}.path`, readText),
    pathPattern: optional(fields["pathPattern"], `${where}.pathPattern`, readText),
    customerId: optional(fields["customerId"], `${where}.customerId`, readText),
  });
}

function readBody(value: unknown, where: string): string {
  if (typeof value !== "string") throw new InvalidInput(`${where} must be a text.`);
  return value;
}

function readHeaders(value: unknown, where: string): Record<string, string> {
  const fields = readObject(value, where, typeof value === "object" && value !== null ? Object.keys(value) : []);
  return Object.fromEntries(Object.entries(fields).map(([name, each]) => [name, readText(each, `${where}.${name}`)]));
}
