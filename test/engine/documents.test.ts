import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { type Emulator, startEmulator } from "../../emulator";
import { linkedFolder, root } from "../boundary/support/linkedFolder";
import { type Block, blocksOf, readPage } from "../repository/support/markdown";
import { runCommand } from "./support/command";
import { type ExampleRuns, exampleRuns } from "./support/example";
import { createProject } from "./support/project";

const blocks = (file: string, language: string): Block[] => blocksOf(readPage(root, file)).filter((block) => block.language === language);

const [there, fresh, charity] = [
  "0c39d6d5-c70d-4c55-bc02-f620844f3fd1",
  "1d4ae7e6-d81e-4d66-8d13-0731955f40e2",
  "2e5bf8f7-e92f-4e77-9e24-184206606153",
] as const;

let runs: ExampleRuns;
let emulator: Emulator;
beforeAll(async () => {
  runs = await exampleRuns();
  emulator = await startEmulator({ assumptions: { autoCreateCustomers: true } });
});
afterAll(async () => {
  await emulator.close();
  runs[Symbol.dispose]();
});

test("README: the first program runs against `partnercenter emulator --auto-create`", async () => {
  await using project = await createProject({
    name: "first",
    language: "ts",
    program: blocks("README.md", "ts")[0]?.text ?? "",
    refreshAlways: true,
    config: { "partnercenter:emulator": emulator.url },
  });
  await project.up();
  expect(await project.outputs()).toEqual({ vetting: "InReview" });
});

test("the reference of all types is made without a warning", async () => {
  const typedoc = path.join(root, "node_modules", "typedoc", "bin", "typedoc");
  await runCommand(process.execPath, [typedoc, "--emit", "none"], { cwd: root, env: runs.env });
});

// The commands of a shell; Windows has none that is sure to be there.
(process.platform === "win32" ? test.skip : test)('docs/start.md: "Try it by hand" works as it is written', async () => {
  emulator.control.reset();
  emulator.control.addValidationCode({ validationId: "123456" });
  const [start, look] = blocks("docs/start.md", "sh").filter(({ text }) => /stack init dev|stack rm dev/.test(text));
  expect(start?.text).toContain("node scripts/setup.mjs --path");
  const stack = `readme-${process.pid}`;
  const folder = mkdtempSync(path.join(root, ".work", "engine", "by-hand-"));
  const commands = `${start?.text}\n${look?.text}`
    .replaceAll("http://127.0.0.1:8917", emulator.url)
    .replace(/(stack (init|rm)) dev/g, `$1 ${stack}`)
    .replaceAll(".work/by-hand", path.relative(root, folder));
  const { PULUMI_BACKEND_URL: _, PULUMI_CONFIG_PASSPHRASE: __, ...env } = runs.env;
  try {
    const { output } = await runCommand("sh", ["-e", "-c", commands], {
      cwd: root,
      env: { ...env, NO_COLOR: "1", PULUMI_SKIP_CONFIRMATIONS: "true" },
    });
    // What the README shows of a preview is what it prints.
    for (const line of [
      '~ vettingStatus    : "InReview" => "Approved"',
      '+ vettingReason    : "Not an Education Customer"',
      '~ vettingStatus    : "InReview" => "Denied"',
      "~ approved         : false => true",
    ]) {
      expect(output).toContain(line);
      expect(blocks("README.md", "text")[0]?.text).toContain(line);
    }
    expect(emulator.control.submissions()).toHaveLength(5);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(path.join(root, `Pulumi.${stack}.yaml`), { force: true });
  }
});

test("docs/testing.md: both tests pass as they are written", async () => {
  using folder = linkedFolder("engine", "documents");
  mkdirSync(path.join(folder.path, "tests"));
  const files = blocks("docs/testing.md", "ts").map(({ text }, index) => {
    const file = path.join(folder.path, "tests", `${index}.test.js`);
    const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };
    writeFileSync(file, ts.transpileModule(text, { compilerOptions }).outputText);
    return file;
  });
  expect(files).toHaveLength(2);
  const { output } = await runCommand(process.execPath, ["--test", "--test-reporter=tap", ...files], { cwd: folder.path, env: runs.env });
  expect(output).toContain("a school is declared with its website");
  expect(output).toContain("a denial is told, and nothing is asked for twice");
});

test("docs/adopting.md: what is there is adopted under readOnly, what is not is an error; a rename sends nothing", async () => {
  const program = (name: string): string => `
    const { CustomerQualification } = require("pulumi-partnercenter");
    const education = { qualification: "Education", educationSegment: "K12" };
    new CustomerQualification("${name}", { customerId: "${there}", ...education });
    new CustomerQualification("new", { customerId: "${fresh}", ...education });
    exports.nonprofit = CustomerQualification.get("charity", "${charity}/Nonprofit").approved;
  `;
  await using own = await startEmulator();
  own.control.addCustomer({ id: there, qualifications: [{ qualification: "Education", vettingStatus: "Approved" }] });
  own.control.addCustomer({ id: fresh });
  own.control.addCustomer({ id: charity, qualifications: [{ qualification: "Nonprofit" }] });
  await using project = await createProject({
    name: "adopting",
    program: program("there"),
    refreshAlways: true,
    config: { "partnercenter:emulator": own.url, "partnercenter:readOnly": "true" },
  });
  const first = await project.up({ args: ["--continue-on-error"], expectFailure: true });
  expect(first.output).toContain("partnercenter:readOnly is set: nothing was sent");
  expect((await project.stackExport()).resource("there").outputs).toMatchObject({ vettingStatus: "Approved", approved: true });
  expect(own.control.submissions()).toEqual([]);

  await project.run(["config", "rm", "--stack", "test", "partnercenter:readOnly"]);
  await project.up();
  expect(await project.outputs()).toEqual({ nonprofit: true });
  expect(own.control.submissions().map(({ customerId }) => customerId)).toEqual([fresh]);

  // docs/drift.md: a decision is no change to be made.
  own.control.approve(fresh, "Education");
  const drift = await project.preview({ args: ["--diff", "--expect-no-changes"] });
  expect(drift.output).toContain('~ vettingStatus    : "InReview" => "Approved"');

  project.writeProgram(program("renamed"));
  await project.up();
  const forget = async (): Promise<unknown> =>
    project.run(["state", "delete", "--stack", "test", "--yes", (await project.stackExport()).resource("new").urn]);
  await forget();
  await project.up();
  expect(own.control.submissions()).toHaveLength(1);

  // docs/lifecycle.md: what is not listed any more is asked for again once it was forgotten, and readOnly says so.
  const posts = (): number => own.control.requests({ path: "/v1/" }).filter(({ method }) => method === "POST").length;
  own.control.setQualifications(fresh, []);
  await project.up();
  expect(posts()).toBe(1);
  await forget();
  const readOnly = await project.up({ env: { PARTNERCENTER_READ_ONLY: "true" }, expectFailure: true });
  expect(readOnly.output).toContain("Education would have been asked for");
  expect(posts()).toBe(1);
  await project.up();
  expect(posts()).toBe(2);
});
