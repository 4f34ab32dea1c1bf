import { parseArgs } from "node:util";
import { type FailOn, failOnNames } from "./concern";

export const operations = ["up", "preview", "refresh", "destroy"] as const;
export type Operation = (typeof operations)[number];

/** What somebody asked for. */
export type Request =
  | ({ readonly command: Operation } & RunOptions)
  | { readonly command: "list"; readonly json: boolean; readonly parts?: number }
  | ({ readonly command: "operator" } & OperatorOptions)
  | { readonly command: "help" };

export interface RunOptions {
  /** How many stacks run at the same time. */
  readonly parallel: number;
  /** Requests to Partner Center in a minute, of all stacks together. */
  readonly requestsPerMinute?: number;
  /** Only these shards. */
  readonly only?: readonly number[];
  /** Only those shards that fall to one job of several. */
  readonly part?: Part;
  /** Leaves out what the last run of the same command has finished. */
  readonly resume: boolean;
  /** Takes over the stacks of these shards, whose last run was killed. */
  readonly unlock: readonly number[];
  /** Ends with its own exit code where Microsoft has decided so. */
  readonly failOn: readonly FailOn[];
  /** Destroy: also what is asked for again when it is declared again. */
  readonly forgetNotListed: boolean;
  /** Preview: a shard with changes counts as failed. */
  readonly expectNoChanges: boolean;
}

export interface OperatorOptions {
  /** The git repository that the operator clones. */
  readonly repository: string;
  readonly branch: string;
  /** The folder with Pulumi.yaml, seen from the repository's root. */
  readonly folder: string;
}

export interface Part {
  readonly part: number;
  readonly parts: number;
}

export const usage = `fleet COMMAND

  up        asks for what is new, adopts what is there, shard by shard
  preview   shows what would change, and what Microsoft has decided since; writes nothing
  refresh   takes what is live into the state, and does nothing else
  destroy   forgets all customers; Partner Center keeps their qualifications
  list      the shards and how many qualifications each has
            --json  as JSON   --parts N  as the N parts of a pipeline's matrix, "1/N" and so on
  operator  prints a Stack for each shard, for the Pulumi Kubernetes Operator
            --repository URL   --branch main   --folder PATH/OF/Pulumi.yaml

  --parallel N               stacks at the same time (default 3)
  --requests-per-minute N    to Partner Center, by all of them together
  --only 3,17                these shards only
  --shard I/N                the I-th of N parts, for the jobs of a pipeline
  --resume                   leaves out what the last run of this command has finished (up, refresh, destroy)
  --unlock 17,203            takes over these shards, locked since their last run was killed; make sure that no other run is under way
  --fail-on denied,notlisted exit with 3 where a customer of the shards that were run is (up, preview, refresh)
  --expect-no-changes        a shard with changes counts as failed (preview)
  --forget-notlisted         also what Partner Center lists no longer: up would ask for it again, one of three requests (destroy)

Exit codes: 0 all is well, 1 a shard failed, 2 nothing was run since something has to be corrected first, 3 all shards went well and --fail-on
names what was found, 130 interrupted.`;

/** Reads the command line. Every problem comes at once. */
export function parseCommandLine(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): { readonly request?: Request; readonly problems: readonly string[] } {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return { problems: [error instanceof Error ? error.message : String(error)] };
  }
  const { values, positionals } = parsed;
  const [command = "help", ...rest] = positionals;
  const problems: string[] = [];
  const count = (name: string, text: string | undefined, most: number): number | undefined => {
    if (text === undefined) return undefined;
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= 1 && value <= most) return value;
    problems.push(`${name} is "${text}", but must be a whole number from 1 to ${most}`);
    return undefined;
  };
  const allow = (...names: readonly string[]): void => {
    for (const name of Object.keys(values)) if (!names.includes(name)) problems.push(`"fleet ${command}" has no option --${name}`);
  };
  const none = (extra: readonly string[]): void => {
    if (extra.length > 0) problems.push(`"fleet ${command}" takes no "${extra[0]}"`);
  };
  const answer = (request: Request): { readonly request?: Request; readonly problems: readonly string[] } =>
    problems.length > 0 ? { problems } : { request, problems };

  if (values.help || command === "help") return answer({ command: "help" });
  if (command === "list") {
    allow("json", "parts");
    none(rest);
    const parts = count("--parts", values.parts, 256);
    return answer({ command, json: values.json ?? false, ...(parts === undefined ? {} : { parts }) });
  }
  if (command === "operator") {
    allow("repository", "branch", "folder");
    none(rest);
    if (values.repository === undefined) problems.push("--repository is missing: the git URL that the operator clones");
    const { repository = "", branch = "main", folder = "." } = values;
    return answer({ command, repository, branch, folder });
  }
  if (!isOperation(command)) return { problems: [`there is no command "${command}"`] };
  none(rest);
  allow(
    ...["parallel", "requests-per-minute", "only", "shard", "unlock"],
    ...(command === "preview" ? ["expect-no-changes"] : ["resume"]),
    ...(command === "destroy" ? ["forget-notlisted"] : ["fail-on"]),
  );
  // The environment's ceiling is one for each process: here it is shared out as well.
  const ceiling = values["requests-per-minute"] ?? env["PARTNERCENTER_REQUESTS_PER_MINUTE"];
  const name = values["requests-per-minute"] === undefined ? "PARTNERCENTER_REQUESTS_PER_MINUTE" : "--requests-per-minute";
  const requestsPerMinute = count(name, ceiling, 1_000_000);
  const numbers = (name: string, text: string | undefined): readonly number[] | undefined =>
    text?.split(",").map((each) => count(name, each.trim(), 10_000) ?? 0);
  const only = numbers("--only", values.only);
  const unlock = numbers("--unlock", values.unlock) ?? [];
  const failOn = (values["fail-on"]?.split(",") ?? []).flatMap((text): FailOn[] => {
    const name = failOnNames.find((each) => each === text.trim().toLowerCase());
    if (!name) problems.push(`--fail-on is "${text.trim()}", but must be of ${failOnNames.join(", ")}`);
    return name ? [name] : [];
  });
  const part = values.shard === undefined ? undefined : readPart(values.shard);
  if (values.shard !== undefined && !part) problems.push(`--shard is "${values.shard}", but must be I/N with I from 1 to N, such as 2/20`);
  return answer({
    command,
    parallel: count("--parallel", values.parallel, 64) ?? 3,
    ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
    ...(only ? { only } : {}),
    ...(part ? { part } : {}),
    resume: values.resume ?? false,
    unlock,
    failOn,
    forgetNotListed: values["forget-notlisted"] ?? false,
    expectNoChanges: values["expect-no-changes"] ?? false,
  });
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      parallel: { type: "string" },
      "requests-per-minute": { type: "string" },
      only: { type: "string" },
      shard: { type: "string" },
      resume: { type: "boolean" },
      unlock: { type: "string" },
      "fail-on": { type: "string" },
      "forget-notlisted": { type: "boolean" },
      "expect-no-changes": { type: "boolean" },
      json: { type: "boolean" },
      parts: { type: "string" },
      repository: { type: "string" },
      branch: { type: "string" },
      folder: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
}

function readPart(text: string): Part | undefined {
  const [, part = "", parts = ""] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  return Number(part) >= 1 && Number(part) <= Number(parts) ? { part: Number(part), parts: Number(parts) } : undefined;
}

function isOperation(text: string): text is Operation {
  return operations.some((operation) => operation === text);
}
