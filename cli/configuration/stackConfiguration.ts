import { isObject, parseObject } from "../../provider/json";
import { findProject, problemOf, runPulumi } from "./pulumi";

/** The `partnercenter:` keys of a Pulumi stack, or why there are none. */
export interface StackConfiguration {
  /** Keys without their namespace; secrets in clear, so never print it. */
  readonly values: ReadonlyMap<string, string>;
  readonly project?: string;
  /** Why it could not be read, where there is a project: a sentence without a full stop. */
  readonly problem?: string;
}

export interface StackPlace {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Default: the stack that is selected. */
  readonly stack?: string;
  /** Ends the call of the Pulumi CLI. */
  readonly signal?: AbortSignal | undefined;
}

/** Reads the stack's configuration through the Pulumi CLI, which alone can decrypt it. Never rejects. */
export async function readStackConfiguration({ cwd, env, stack, signal }: StackPlace): Promise<StackConfiguration> {
  const project = findProject(cwd);
  if (project === undefined) return { values: new Map() };
  const none = { values: new Map<string, string>(), project };
  const args = ["config", "--show-secrets", "--json", ...(stack === undefined ? [] : ["--stack", stack])];
  const result = await runPulumi(args, { cwd, env, signal });
  const problem = problemOf(result, env);
  if (problem !== undefined || result.kind !== "ended") return { ...none, problem: problem ?? "the Pulumi CLI said nothing" };
  const values = parse(result.stdout);
  return values === undefined ? { ...none, problem: "the Pulumi CLI printed something else than JSON" } : { values, project };
}

function parse(text: string): Map<string, string> | undefined {
  const json = parseObject(text);
  if (json === undefined) return undefined;
  const values = new Map<string, string>();
  for (const [name, entry] of Object.entries(json)) {
    const value: unknown = isObject(entry) ? Reflect.get(entry, "value") : undefined;
    if (name.startsWith("partnercenter:") && typeof value === "string") values.set(name.slice("partnercenter:".length), value);
  }
  return values;
}
