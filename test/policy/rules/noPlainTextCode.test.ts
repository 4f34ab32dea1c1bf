import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { noPlainTextCode } from "../../../policy/rules/noPlainTextCode";
import { CustomerQualification } from "../../../provider";
import { pluginQualificationType } from "../../../provider/resource/typeToken";

const folder = mkdtempSync(path.join(os.tmpdir(), "policy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the rule says of a qualification with the code 123456. */
function said({ type = CustomerQualification.__pulumiType as string, additionalSecretOutputs = ["validationCode"] } = {}): string[] {
  const { validateResource } = noPlainTextCode([folder]);
  if (typeof validateResource !== "function") throw new Error("the rule is one function");
  const reports: string[] = [];
  const resource = {
    type,
    urn: "urn:pulumi:prod::customers::a::b",
    name: "b",
    props: { customerId: "0c39d6d5-c70d-4c55-bc02-f620844f3fd1", validationCode: "123456" },
    opts: { additionalSecretOutputs },
    getConfig: () => ({ folder: "" }),
  };
  validateResource(resource as never, (message) => reports.push(message));
  return reports;
}

test("a code in clear in the state is told of the dynamic provider; the plugin keeps it secret whatever the program says", () => {
  writeFileSync(path.join(folder, "Pulumi.yaml"), "name: customers\nruntime: nodejs\n");
  expect(said({ additionalSecretOutputs: [] })).toEqual([expect.stringContaining("is kept in clear in the state")]);
  expect(said({ additionalSecretOutputs: [], type: pluginQualificationType })).toEqual([]);
});

test("a project of which something could not be seen is not passed: the rule names what, and still says what it has found", () => {
  writeFileSync(path.join(folder, "Pulumi.yaml"), "name: customers\nruntime: nodejs\n");
  expect(said()).toEqual([]);

  writeFileSync(path.join(folder, "data.csv"), "x".repeat(1_000_001));
  const unseen = expect.stringMatching(/could not be seen in all files of the project: not in data\.csv \(above 1 MB\)\..*advisory/);
  expect(said()).toEqual([unseen]);

  writeFileSync(path.join(folder, "index.js"), 'const code = "123456";\n');
  expect(said()).toEqual([unseen, expect.stringContaining("stands in clear in index.js:1")]);
});
