import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { keys } from "../../provider/config/keys";
import { type Job, services, stages } from "../support/pipelines";

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

test("runs that write the state never meet: one group for up and nightly, of which none is cancelled", () => {
  const [up, nightly] = ["up", "nightly"].map((name) => (parse(read(`github/partnercenter-${name}.yml`)) as Workflow).concurrency);
  expect(up).toEqual({ group: "partnercenter-prod", "cancel-in-progress": false });
  expect(nightly).toEqual(up);

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

test("the identity of up belongs to an environment of its own", () => {
  const environments = workflows.map((name) =>
    Object.values((parse(read(`github/${name}`)) as Workflow).jobs).map((job) => job.environment),
  );
  expect(Object.fromEntries(workflows.map((name, index) => [name, environments[index]]))).toEqual({
    "partnercenter-nightly.yml": ["partnercenter-read"],
    "partnercenter-preview.yml": ["partnercenter-read"],
    "partnercenter-up.yml": ["partnercenter"],
  });
});
