import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

/** One shell script of a pipeline, as the pipeline's file has it. */
export interface Step {
  readonly name: string;
  readonly script: string;
  /** How the service starts a shell for it. */
  readonly shell: readonly string[];
  /** Added to the job's environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Whether it runs although a step before it has failed. */
  readonly always: boolean;
}

export interface Job {
  readonly steps: readonly Step[];
  readonly env: Readonly<Record<string, string>>;
}

export type Stage = "preview" | "up" | "nightly";
export const stages: readonly Stage[] = ["preview", "up", "nightly"];

const folder = path.resolve(__dirname, "../../pipelines");
const read = (file: string): unknown => parse(readFileSync(path.join(folder, file), "utf8"));

/** The three services, and how each says what it runs. */
export const services: Readonly<Record<"GitHub Actions" | "Azure DevOps" | "GitLab", (stage: Stage) => Job>> = {
  "GitHub Actions": github,
  "Azure DevOps": azure,
  GitLab: gitlab,
};

type Env = Readonly<Record<string, string>>;

interface GithubStep {
  readonly name?: string;
  readonly run?: string;
  readonly if?: string;
  readonly env?: Env;
}

function github(stage: Stage): Job {
  const file = read(`github/partnercenter-${stage}.yml`) as {
    readonly env: Env;
    readonly jobs: Readonly<Record<string, { readonly env: Env; readonly steps: readonly GithubStep[] }>>;
  };
  const job = file.jobs[stage];
  if (job === undefined) throw new Error(`no job ${stage}`);
  const steps = job.steps.flatMap(({ name, run, if: condition, env = {} }) => {
    if (run === undefined) return [];
    if (condition?.includes("!cancelled()") === false) throw new Error(`a condition that is not known here: ${condition}`);
    const shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail"];
    return [{ name: name ?? run, script: run, shell, env: filled(env), always: condition !== undefined }];
  });
  return { steps, env: filled({ ...file.env, ...job.env }) };
}

interface AzureStep {
  readonly task?: string;
  readonly script?: string;
  readonly displayName?: string;
  readonly condition?: string;
  readonly env?: Env;
  readonly inputs?: Readonly<Record<string, string>>;
}

function azure(stage: Stage): Job {
  const file = read("azure-devops/azure-pipelines.yml") as {
    readonly variables: readonly { readonly name?: string; readonly value?: string }[];
    readonly stages: readonly {
      readonly stage: string;
      readonly jobs: readonly {
        readonly steps?: readonly AzureStep[];
        readonly strategy?: { readonly runOnce: { readonly deploy: { readonly steps: readonly AzureStep[] } } };
      }[];
    }[];
  };
  const job = file.stages.find((each) => each.stage === stage)?.jobs[0];
  const all = job?.steps ?? job?.strategy?.runOnce.deploy.steps ?? [];
  const steps = all.flatMap(({ script, inputs, displayName, condition, env = {} }) => {
    const text = script ?? inputs?.["inlineScript"];
    if (text === undefined) return [];
    if (condition !== undefined && condition !== "succeededOrFailed()") throw new Error(`a condition that is not known here: ${condition}`);
    return [
      {
        name: displayName ?? text,
        script: text,
        shell: ["bash", "--noprofile", "--norc"],
        env: filled(env),
        always: condition !== undefined,
      },
    ];
  });
  const variables = file.variables.flatMap(({ name, value }) => (name === undefined || value === undefined ? [] : [[name, value]]));
  return { steps, env: { ...Object.fromEntries(variables), KEY_VAULT_URL: filled({ url: "$(KEY_VAULT_URL)" })["url"] ?? "" } };
}

interface GitlabJob {
  readonly before_script?: readonly string[];
  readonly script?: readonly string[];
  readonly variables?: Env;
}

function gitlab(stage: Stage): Job {
  const file = read("gitlab/.gitlab-ci.yml") as Readonly<Record<string, GitlabJob>> & { readonly variables: Env };
  const script = [...(file[".partnercenter"]?.before_script ?? []), ...(file[stage]?.script ?? [])].join("\n");
  const env = filled({ ...file.variables, ...file[stage]?.variables });
  return { steps: [{ name: stage, script, shell: ["bash", "-eo", "pipefail"], env: {}, always: false }], env };
}

/** What the services would put in: variables of the repository, and what they know of the run. */
const known: Env = {
  "vars.PULUMI_BACKEND_URL": "azblob://state?storage_account=contoso",
  "vars.KEY_VAULT_URL": "https://contoso.vault.azure.net",
  "vars.PARTNERCENTER_TENANT_ID": "11111111-2222-4333-8444-555555555555",
  "vars.PARTNERCENTER_CLIENT_ID": "99999999-2222-4333-8444-555555555555",
  "github.token": "token-of-the-run",
  "github.repository": "contoso/customers",
  "github.event.pull_request.number": "7",
  KEY_VAULT_URL: "https://contoso.vault.azure.net",
};

function filled(env: Env): Env {
  const fill = (_: string, a = "", b = "", c = ""): string => {
    const name = (a || b || c).trim();
    const value = known[name];
    if (value === undefined) throw new Error(`a variable that is not known here: ${name}`);
    return value;
  };
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, value.replace(/\$\{\{([^}]*)\}\}|\$\(([A-Z_]+)\)|\$([A-Z_]+)/g, fill)]),
  );
}
