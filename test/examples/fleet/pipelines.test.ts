import { readFileSync } from "node:fs";
import path from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { parseCommandLine } from "../../../examples/fleet/commandLine";
import { operatorStacks } from "../../../examples/fleet/operator";
import { allShards } from "../../../examples/fleet/plan";
import { keys } from "../../../provider/config/keys";

const folder = path.join(__dirname, "../../../examples/fleet/pipelines");
const file = (name: string): string => readFileSync(path.join(folder, name), "utf8");

test("the operator's stacks are what `fleet operator` prints, one for each shard, with secrets by reference only", () => {
  const source = { repository: "https://github.com/acme/customers", branch: "main", folder: "examples/fleet" };
  const text = file("operator-stacks.yaml");
  expect(text).toBe(operatorStacks(allShards([], 4), source));
  const stacks = parseAllDocuments(text).map((document) => document.toJS() as Record<string, unknown>);
  expect(stacks).toHaveLength(4);
  expect(stacks[1]).toMatchObject({
    apiVersion: "pulumi.com/v1",
    kind: "Stack",
    metadata: { name: "shard-2-of-4" },
    spec: { stack: "shard-2-of-4", projectRepo: source.repository, repoDir: source.folder, serviceAccountName: "fleet" },
  });
  const { envRefs } = (stacks[0] as { spec: { envRefs: Record<string, unknown> } }).spec;
  expect(envRefs["PARTNERCENTER_CLIENT_SECRET"]).toEqual({ type: "Secret", secret: { name: "fleet", key: "PARTNERCENTER_CLIENT_SECRET" } });
});

test("the stacks' account is the one that is set up", () => {
  const [account] = parseAllDocuments(file("operator-account.yaml")).map((document) => document.toJS() as { metadata: { name: string } });
  expect(account?.metadata.name).toBe("fleet");
});

test("the workflow's command lines are understood, its jobs end, and its jobs' ceilings add up to no more than 500", () => {
  const { jobs, permissions } = parse(file("github-actions.yml")) as {
    permissions: unknown;
    jobs: Record<string, { "timeout-minutes": number; strategy?: { "max-parallel": number }; steps: { run?: string }[] }>;
  };
  expect(permissions).toEqual({});
  const lines = Object.values(jobs).flatMap(({ steps }) =>
    steps.flatMap(({ run = "" }) => /npm start --silent -- ([^)]*)/.exec(run)?.[1] ?? []),
  );
  const requests = lines.map((line) => parseCommandLine(line.trim().replace('"$PART"', "1/20").split(" ")));
  expect(requests.map(({ problems }) => problems)).toEqual([[], []]);
  expect(requests.map(({ request }) => request?.command)).toEqual(["list", "up"]);
  const [, up] = requests;
  const ceiling = up?.request?.command === "up" ? up.request.requestsPerMinute : undefined;
  expect((ceiling ?? 0) * (jobs["up"]?.strategy?.["max-parallel"] ?? 0)).toBe(500);
  for (const job of Object.values(jobs)) expect(job["timeout-minutes"]).toBeGreaterThan(0);
});

test.each(["github-actions.yml", "deployments.sh", "operator-stacks.yaml"])("%s sets variables that exist", (name) => {
  const known = Object.values(keys).map(({ env }) => env as string);
  for (const [variable] of file(name).matchAll(/\bPARTNERCENTER_[A-Z]\w+/g)) expect(known).toContain(variable);
});
