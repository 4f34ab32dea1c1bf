import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import type { Control } from "../../emulator";
import { root } from "../boundary/support/linkedFolder";
import { customers, program, withEmulator } from "./support/emulated";
import { exampleRuns } from "./support/example";
import { partnercenter } from "./support/partnercenter";
import { programFails } from "./support/programFails";

const wingtip = "4a7d17b9-fb41-4f99-b046-306428828375";

/** Six customers as somebody has left them, with every kind of finding. */
function tag(control: Control): void {
  const live: Record<string, Parameters<Control["setQualifications"]>[1]> = {
    contoso: [{ qualification: "Education", vettingStatus: "Approved" }],
    fabrikam: [{ qualification: "Education", vettingStatus: "Denied", vettingReason: "Not an Academic Domain" }],
    lamna: [{ qualification: "GovernmentCommunityCloud", vettingStatus: "Approved" }],
    tailspin: [
      { qualification: "Education", vettingStatus: "InReview", vettingCreateDate: "2026-11-02T08:00:00Z" },
      { qualification: "StateOwnedEntity" },
    ],
  };
  for (const [name, id] of Object.entries(customers)) {
    control.removeCustomer(id);
    control.addCustomer({ id, companyName: name, qualifications: live[name] ?? [] });
  }
  control.addCustomer({ id: wingtip, companyName: "Wingtip", qualifications: live["lamna"] ?? [] });
  control.addCustomer({ companyName: "Adatum", qualifications: [{ qualification: "Nonprofit" }] });
  control.addCustomer({ companyName: "Proseware" });
}

const posts = (control: Control): string[] =>
  control.requests({ path: "/v1/" }).flatMap(({ method }) => (method === "GET" ? [] : [method]));

test("the program that adopt writes takes everything in, read-only and not, without a request", async () => {
  await withEmulator({ name: "adopt", program: program() }, async ({ project, emulator, control }) => {
    tag(control);
    const env = { PARTNERCENTER_EMULATOR: emulator.url };
    const adopted = await partnercenter(project, ["adopt", "--out", "adopted.ts", "--stack", "test"], { env });
    expect(adopted.err).toContain("7 qualifications of 6 customers; 1 more has none.");
    expect([adopted.code, adopted.out]).toEqual([0, ""]);

    // Only its types are taken away: compiles.slow.test.ts has checked them, and the SDK would check them again in each run.
    const written = readFileSync(path.join(project.folder, "adopted.ts"), "utf8");
    const write = (text: string): void =>
      project.writeProgram(ts.transpile(text, { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 }));
    write(written);

    // What nobody has told is asked for before anything happens.
    const asked = await project.up(programFails);
    expect(asked.output).toContain("validationCode-lamna");
    for (const [, key = ""] of written.matchAll(/config set --secret (\S+) CODE/g)) await project.config(key, "123456", { secret: true });
    const waiting = await project.preview({ expectFailure: true });
    expect(waiting.output.match(/educationSegment: is not one of K12, HigherEducation/g)?.length).toBeGreaterThan(0);
    expect((await project.stackExport()).resources.filter(({ id }) => id?.includes("/"))).toEqual([]);
    const chosen = written.replaceAll('"TODO"', '"K12"');
    write(chosen);

    await project.config("partnercenter:readOnly", "true");
    await project.up();
    await project.run(["config", "rm", "--stack", "test", "partnercenter:readOnly"]);
    await project.up();
    await project.preview({ args: ["--expect-no-changes"] });
    expect(posts(control)).toEqual([]);

    const { resources, text } = await project.stackExport();
    const statuses = resources
      .filter(({ type }) => type.endsWith(":CustomerQualification"))
      .map(({ urn, outputs }) => [urn.split("::").at(-1), outputs?.["qualification"], outputs?.["vettingStatus"]]);
    expect(statuses.sort()).toEqual([
      ["adatum", "Nonprofit", null],
      ["contoso", "Education", "Approved"],
      ["fabrikam", "Education", "Denied"],
      ["lamna", "GovernmentCommunityCloud", "Approved"],
      ["tailspin-education", "Education", "InReview"],
      ["tailspin-state-owned", "StateOwnedEntity", null],
      ["wingtip", "GovernmentCommunityCloud", "Approved"],
    ]);
    expect(text).not.toContain("123456");

    // Whatever is denied later: a value that changes then is a request for its own customer, and for nobody else.
    for (const id of [customers.lamna, wingtip]) control.withdraw(id, "GovernmentCommunityCloud");
    control.withdraw(customers.contoso, "Education");
    control.deny(customers.tailspin, "Education");
    await project.up();
    expect(posts(control)).toEqual([]);
    control.addValidationCode({ validationId: "654321" });
    await project.config("validationCode-lamna", "654321", { secret: true });
    write(chosen.replace('"K12"', '"HigherEducation"'));
    await project.up();
    expect(
      control
        .submissions()
        .map(({ customerId }) => customerId)
        .sort(),
    ).toEqual([customers.contoso, customers.lamna].sort());
  });
});

test("the data that adopt writes does the same through examples/many-customers", async () => {
  const runs = await exampleRuns();
  const folder = mkdtempSync(path.join(root, ".work", "engine", "adopted-"));
  try {
    await withEmulator({ name: "adopt-data", program: program() }, async ({ project, emulator, control }) => {
      tag(control);
      const env = { PARTNERCENTER_EMULATOR: emulator.url };
      const file = path.join(folder, "adopted.yaml");
      const args = ["adopt", "--format", "yaml", "--stack", "test", "--out", file];
      await partnercenter(project, args, { env });
      using example = await runs.open("examples/many-customers", { env });
      await example.configure({ file: path.relative(example.folder, file) });

      const line =
        readFileSync(file, "utf8")
          .split("\n")
          .findIndex((each) => each.includes("TODO")) + 1;
      expect((await example.up(programFails)).output).toMatch(
        new RegExp(`adopted\\.yaml:${line}:\\d+: contoso: educationSegment: is required for Education`),
      );

      await partnercenter(project, [...args, "--force", "--segment", "K12"], { env });
      await example.configure({ "partnercenter:readOnly": "true" });
      await example.up();
      await example.configure({ "partnercenter:readOnly": "false" });
      await example.up();
      await example.preview();
      expect(posts(control)).toEqual([]);
      expect(await example.outputs()).toEqual({
        vetting: { contoso: "Approved", fabrikam: "Denied", "tailspin-education": "InReview", "tailspin-state-owned": "in effect" },
      });
    });
  } finally {
    rmSync(folder, { recursive: true });
    runs[Symbol.dispose]();
  }
});
