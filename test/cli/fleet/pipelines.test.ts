import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { operatorStacks } from "../../../cli/fleet/operator";
import { readRunOptions } from "../../../cli/fleet/options";
import { allShards } from "../../../cli/fleet/shards";
import { keys } from "../../../provider/config/keys";
import { parseFleet } from "./support";

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
  const failOn = /'(--fail-on=[^']+)'/.exec(file("github-actions.yml"))?.[1] ?? "";
  const lines = Object.values(jobs).flatMap(({ steps }) =>
    steps.flatMap(({ run = "" }) => /npx --no partnercenter fleet ([^)]*)/.exec(run)?.[1] ?? []),
  );
  const requests = lines.map((line) => parseFleet(line.replace('"$PART"', "1/40").replace("$FAIL_ON", failOn)));
  expect(requests.map(({ command, unknown }) => [command, unknown])).toEqual([
    ["list", undefined],
    ["up", undefined],
  ]);
  const ceiling = readRunOptions(requests[1]?.typed ?? {}, {}).requestsPerMinute;
  expect((ceiling ?? 0) * (jobs["up"]?.strategy?.["max-parallel"] ?? 0)).toBe(500);
  for (const job of Object.values(jobs)) expect(job["timeout-minutes"]).toBeGreaterThan(0);
});

test("a job of the workflow has time for its part of 100,000 new customers at its ceiling, with a quarter to spare", () => {
  const text = file("github-actions.yml");
  const { jobs } = parse(text) as { jobs: Record<string, { "timeout-minutes": number }> };
  const parts = Number(/--parts (\d+)/.exec(text)?.[1]);
  const ceiling = Number(/--requests-per-minute (\d+)/.exec(text)?.[1]);
  const customers = 100_000 / parts;
  const minutes = (2 * customers) / ceiling; // a GET and a POST for each
  expect(minutes).toBeLessThanOrEqual(0.75 * (jobs["up"]?.["timeout-minutes"] ?? 0));
  const spoken = text.replace(/\n# ?/g, " ");
  expect(spoken).toContain(`a job has ${customers.toLocaleString("en-US")} of them`);
  expect(spoken).toContain(`${(2 * customers).toLocaleString("en-US")} requests, ${minutes} minutes at ${ceiling} a minute`);
});

test("the workflow installs where its command runs, and looks for the lock file there", () => {
  const { defaults, jobs } = parse(file("github-actions.yml")) as {
    defaults: { run: { "working-directory": string } };
    jobs: Record<string, { steps: { with?: Record<string, unknown>; run?: string }[] }>;
  };
  const where = defaults.run["working-directory"];
  for (const { steps } of Object.values(jobs)) {
    expect(steps.filter(({ run }) => run?.startsWith("npm ci"))).toHaveLength(1);
    const cached = steps.filter(({ with: settings }) => settings?.["cache"] === "npm");
    expect(cached.map(({ with: settings }) => settings?.["cache-dependency-path"])).toEqual([`${where}/package-lock.json`]);
  }
});

describe("deployments.sh", () => {
  let place: string;
  beforeEach(() => {
    place = mkdtempSync(path.join(tmpdir(), "deployments-"));
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  /** Runs the script with an `npx` that does what is given, and a `pulumi` that writes down what it is asked. */
  function deploy(npx: string): { readonly code: number | null; readonly calls: readonly string[] } {
    const calls = path.join(place, "calls");
    writeFileSync(calls, "");
    writeFileSync(path.join(place, "npx"), `#!/bin/sh\n${npx}\n`, { mode: 0o755 });
    writeFileSync(path.join(place, "pulumi"), `#!/bin/sh\necho "$@" >> "${calls}"\n`, { mode: 0o755 });
    const variables = ["TENANT_ID", "CLIENT_ID", "CLIENT_SECRET", "REFRESH_TOKEN"].map((name) => [`PARTNERCENTER_${name}`, "x"]);
    const env = { PATH: `${place}:${process.env["PATH"]}`, REPOSITORY: "acme/customers", ...Object.fromEntries(variables) };
    const { status } = spawnSync("sh", [path.join(folder, "deployments.sh")], { env, cwd: place });
    return { code: status, calls: readFileSync(calls, "utf8").trim().split("\n") };
  }

  test("sets up each stack and runs it", () => {
    const { code, calls } = deploy("echo 'shard-1-of-2  3'; echo 'shard-2-of-2  4'");
    expect(code).toBe(0);
    expect(calls.filter((call) => call.startsWith("deployment run update"))).toEqual([
      "deployment run update --stack shard-1-of-2",
      "deployment run update --stack shard-2-of-2",
    ]);
  });

  test("fails, and touches nothing, where the shards cannot be listed", () => {
    expect(deploy("echo 'shard-1-of-2  3'; exit 2")).toEqual({ code: 2, calls: [""] });
  });
});

test("nothing that runs for ever has a refresh token that nobody renews, but for deployments.sh, which says so", () => {
  expect(file("operator-stacks.yaml")).not.toContain("PARTNERCENTER_REFRESH_TOKEN");
  expect(file("github-actions.yml")).not.toContain("PARTNERCENTER_REFRESH_TOKEN");
  expect(file("deployments.sh")).toContain("90 days after its consent");
});

test.each(["github-actions.yml", "deployments.sh", "operator-stacks.yaml"])("%s sets variables that exist", (name) => {
  const known = Object.values(keys).map(({ env }) => env as string);
  for (const [variable] of file(name).matchAll(/\bPARTNERCENTER_[A-Z]\w+/g)) expect(known).toContain(variable);
});
