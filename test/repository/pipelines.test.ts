import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { keys } from "../../provider/config/keys";
import { type Job, type Stage, services, stages } from "../support/pipelines";

const folder = path.resolve(__dirname, "../../pipelines");
const read = (file: string): string => readFileSync(path.join(folder, file), "utf8");
const workflows = readdirSync(path.join(folder, "github"));
const files = [
  ...workflows.map((name) => `github/${name}`),
  "azure-devops/azure-pipelines.yml",
  "gitlab/.gitlab-ci.yml",
  "kubernetes/stack.yaml",
];

/** What a job asks of Pulumi and of this package, without how a shell deals with the answers. */
const asked = ({ steps }: Job): string[] =>
  steps.flatMap(({ script }) =>
    [...script.matchAll(/^\s*((?:pulumi|npx) [^|\n]*?)\s*(?:\|\|.*|2>&1.*)?$/gm)].map(([, command = ""]) => command),
  );

test.each(stages)("%s: the three services run the same commands", (stage) => {
  const [first, ...others] = Object.values(services).map((job) => asked(job(stage)));
  expect(first?.length).toBeGreaterThan(0);
  for (const commands of others) expect(commands).toEqual(first);
});

test("only up may submit; the others are read-only, and the nightly one fails on a customer that cannot be read", () => {
  const environment = ({ env, steps }: Job): Record<string, string> => Object.assign({}, env, ...steps.map((step) => step.env));
  for (const job of Object.values(services)) {
    expect(environment(job("preview"))).toMatchObject({ PARTNERCENTER_READ_ONLY: "true" });
    expect(environment(job("nightly"))).toMatchObject({ PARTNERCENTER_READ_ONLY: "true", PARTNERCENTER_UNREADABLE: "fail" });
    expect(environment(job("up"))).not.toHaveProperty("PARTNERCENTER_READ_ONLY");
    expect(environment(job("up"))["PARTNERCENTER_TOKEN_STORE"]).toMatch(/^keyvault:https:/);
  }
});

test.each(files)("%s names only variables that exist, and no secret of the service", (file) => {
  const variables = Object.values(keys).map(({ env }) => env as string);
  for (const [name] of read(file).matchAll(/\bPARTNERCENTER_\w+/g)) expect(variables).toContain(name);
  expect(read(file)).not.toMatch(/secrets\.[A-Z]/);
});

interface Workflow {
  readonly permissions: object;
  readonly concurrency: { readonly group: string; readonly "cancel-in-progress": boolean };
  readonly jobs: Readonly<
    Record<
      string,
      { readonly environment: string; readonly "timeout-minutes": number; readonly steps: readonly { readonly uses?: string }[] }
    >
  >;
}

test.each(workflows)("github/%s pins its actions, begins without a permission, and every job ends", (name) => {
  const { permissions, jobs } = parse(read(`github/${name}`)) as Workflow;
  expect(permissions).toEqual({});
  for (const job of Object.values(jobs)) {
    expect(job["timeout-minutes"]).toBeGreaterThan(0);
    for (const { uses } of job.steps) if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
  }
});

test("the nightly look fails on what needs a person, and on a status that nobody knows", () => {
  for (const job of Object.values(services)) {
    expect(asked(job("nightly"))).toContain("npx partnercenter status --fail-on denied,notlisted,unreadable");
  }
});

test("a run that may submit is never dropped for one that only looks, and none is cancelled half-way", () => {
  // GitHub lets one run wait in a group, and a newer one takes its place. The other two let each wait, so there one queue serves both.
  const [up, nightly] = ["up", "nightly"].map((name) => (parse(read(`github/partnercenter-${name}.yml`)) as Workflow).concurrency);
  expect(up).toEqual({ group: "partnercenter-prod", "cancel-in-progress": false });
  expect(nightly).toEqual({ group: "partnercenter-nightly", "cancel-in-progress": false });

  const gitlab = parse(read("gitlab/.gitlab-ci.yml")) as Record<string, { readonly resource_group?: string }>;
  expect(gitlab["up"]?.resource_group).toBe("partnercenter-prod");
  expect(gitlab["nightly"]?.resource_group).toBe("partnercenter-prod");

  const azure = parse(read("azure-devops/azure-pipelines.yml")) as {
    readonly lockBehavior: string;
    readonly stages: readonly { readonly stage: string; readonly variables?: readonly { readonly group?: string }[] }[];
  };
  expect(azure.lockBehavior).toBe("sequential");
  const locked = azure.stages.filter(({ variables }) => variables?.some(({ group }) => group === "partnercenter-state"));
  expect(locked.map(({ stage }) => stage)).toEqual(["up", "nightly"]);
});

/** What each stage's identity hangs on: an environment, or on Azure DevOps a service connection. */
const identities: Readonly<Record<keyof typeof services, (stage: Stage) => string>> = {
  "GitHub Actions": (stage) => {
    const jobs = Object.values((parse(read(`github/partnercenter-${stage}.yml`)) as Workflow).jobs);
    return jobs.map((job) => job.environment).join();
  },
  "Azure DevOps": (stage) => {
    const file = parse(read("azure-devops/azure-pipelines.yml")) as { readonly stages: readonly { readonly stage: string }[] };
    const text = JSON.stringify(file.stages.find((each) => each.stage === stage));
    return [...text.matchAll(/"azureSubscription":"([^"]+)"/g)].map(([, name = ""]) => name).join();
  },
  GitLab: (stage) => {
    const file = parse(read("gitlab/.gitlab-ci.yml")) as Readonly<Record<string, { readonly environment: { readonly name: string } }>>;
    return file[stage]?.environment.name ?? "";
  },
};

test.each(Object.entries(identities))("%s: preview, nightly and up have an identity each, which docs/gitops.md names", (service, of) => {
  const up = service === "Azure DevOps" ? "partnercenter-up" : "partnercenter";
  expect(stages.map(of)).toEqual(["partnercenter-preview", up, "partnercenter-nightly"]);
  const text = readFileSync(path.resolve(folder, "../docs/gitops.md"), "utf8");
  for (const name of stages.map(of)) expect(text).toContain(`\`${name}\``);
});

test("GitLab: what may write runs on the default branch alone, and a fork gets no preview", () => {
  const file = parse(read("gitlab/.gitlab-ci.yml")) as Readonly<Record<string, { readonly rules: readonly { readonly if: string }[] }>>;
  const conditions = (stage: Stage): string[] => (file[stage]?.rules ?? []).map((rule) => rule.if);
  for (const condition of [...conditions("up"), ...conditions("nightly")]) {
    expect(condition).toMatch(/^\$CI_COMMIT_BRANCH == \$CI_DEFAULT_BRANCH && /);
  }
  expect(conditions("preview")).toEqual([expect.stringContaining("$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID")]);
});
