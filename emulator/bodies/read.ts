import { InvalidInput } from "../state/input";
import { type BodyName, type BodyOf, bodies } from "./bodies";

/**
 * Reads a body of the control interface, or a seed. `whole` names it in errors, and `fields` begins the names of its fields.
 *
 * @throws InvalidInput with all that is wrong
 */
export function readBody<N extends BodyName>(name: N, value: unknown, whole: string, fields = ""): BodyOf<N> {
  const read = bodies()[name].safeParse(value);
  if (read.success) return read.data as BodyOf<N>;
  const problems = read.error.issues.map((issue) => {
    const where = issue.path.reduce<string>(
      (path, part) => (typeof part === "number" ? `${path || whole}[${part}]` : `${path === "" ? fields : `${path}.`}${String(part)}`),
      "",
    );
    const place = issue.code === "unrecognized_keys" ? `${where === "" ? fields : `${where}.`}${issue.keys[0]}` : where;
    return { place, message: `${where || whole} ${issue.message}` };
  });
  throw new InvalidInput(problems.map(({ message }) => message).join(" "), problems[0]?.place);
}
