import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

const root = path.resolve(__dirname, "../..");
let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "installed-")));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A program that gets this package from elsewhere, as one gets it that has it from a library: run in `folder`, by a file of this name. */
function program(file: string): string {
  const started = path.join(folder, "elsewhere", file);
  mkdirSync(path.dirname(started), { recursive: true });
  writeFileSync(
    started,
    `const pulumi = require(${JSON.stringify(require.resolve("@pulumi/pulumi"))});
pulumi.runtime.setMocks({ call: ({ inputs }) => inputs, newResource: ({ inputs }) => ({ id: "id", state: inputs }) });
const { CustomerQualification } = require(${JSON.stringify(path.join(root, "provider"))});
try {
  new CustomerQualification("contoso", { customerId: "0c39d6d5-c70d-4c55-bc02-f620844f3fd1", qualification: "StateOwnedEntity" });
  console.log("declared");
} catch (error) {
  console.log(error.message);
}
`,
  );
  // The sources as they are: this tier needs no build.
  const { stdout, stderr } = spawnSync(process.execPath, ["--require", path.join(root, "scripts", "simulate", "typescript.cjs"), started], {
    cwd: folder,
    encoding: "utf8",
  });
  return stdout.trim() || stderr;
}

const runner = "cmd/run/index.js";

test("a program of Pulumi's runner whose folder lacks the package is told where it has to be installed, before the engine is asked", () => {
  const message = program(runner);
  expect(message).toContain(`not installed where Pulumi looks for it: in ${folder} or a folder above it`);
  expect(message).toContain("a dependency of a component library or a bundle is not enough");
  expect(message).toContain("npm install pulumi-partnercenter");
});

test("installed beside the program, in a folder above it too, it is found", () => {
  const installed = path.join(folder, "node_modules", "pulumi-partnercenter");
  mkdirSync(installed, { recursive: true });
  writeFileSync(path.join(installed, "package.json"), JSON.stringify({ exports: { "./dynamic": "./dynamic.js" } }));
  writeFileSync(path.join(installed, "dynamic.js"), "");
  expect(program(runner)).toBe("declared");
  folder = path.join(folder, "infrastructure");
  mkdirSync(folder);
  expect(program(runner)).toBe("declared");
  folder = path.dirname(folder);
});

test("a program that something else runs, such as a test, may be anywhere", () => {
  expect(program("test.js")).toBe("declared");
});
