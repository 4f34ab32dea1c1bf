import { writeFileSync } from "node:fs";
import path from "node:path";
import { startEmulator } from "../../emulator";
import { npmManager } from "./support/managers";
import { fixedVersions, stateFixture } from "./support/states";
import { installed } from "./support/story";
import { sdks } from "./support/versions";

installed({ manager: npmManager(), sdk: sdks.ours }, (project) => {
  test.each(fixedVersions)("state that version %s wrote is previewed empty and destroyed, and nothing is asked for", async (version) => {
    const { program, stack, emulator: known } = stateFixture(version);
    const { folder, write, pulumi } = project();
    const stateFile = path.join(folder, `emulator-${version}.json`);
    writeFileSync(stateFile, known);
    await using emulator = await startEmulator({ stateFile });
    const submitted = emulator.control.submissions().length;
    expect(submitted).toBeGreaterThan(3);
    const options = { env: { PARTNERCENTER_EMULATOR: emulator.url } };

    write({ kind: version, files: { "index.js": program, "stack.json": stack }, main: "index.js", runtime: { typescript: false } });
    await pulumi(["stack", "init", "test"]);
    await pulumi(["stack", "import", "--file", "stack.json"]);
    const before = await stored();
    expect(before.statuses).toEqual(["Approved", "Approved", "Approved", "Denied", "InReview"]);

    const preview = await pulumi(["preview", "--refresh", "--expect-no-changes"], options);
    expect(preview.output).toMatch(/8 unchanged/);
    expect(preview.output).toMatch(/Education was denied: Not an Academic Domain/);
    // Taken over by this version, it says what it said, secrets included.
    await pulumi(["up", "--yes", "--skip-preview", "--refresh", "--expect-no-changes"], options);
    expect(await stored()).toEqual(before);

    const destroyed = await pulumi(["destroy", "--yes", "--skip-preview", "--remove"], options);
    // Pulumi says each message twice: as it comes, and in the end.
    const staying = destroyed.output.matchAll(/customer (\S+): \w+ stays: Partner Center offers no way to remove/g);
    expect(new Set([...staying].map(([, customer]) => customer)).size).toBe(5);
    expect(emulator.control.requests({ path: "/qualifications" }).filter(({ method }) => method !== "GET")).toEqual([]);
    expect(emulator.control.submissions()).toHaveLength(submitted);

    /** What is in the state, as a person would compare it. */
    async function stored(): Promise<{ readonly statuses: readonly string[]; readonly resources: unknown }> {
      const { stdout } = await pulumi(["stack", "export", "--show-secrets"]);
      const { deployment } = JSON.parse(stdout) as {
        deployment: { resources: { urn: string; inputs?: unknown; outputs?: Record<string, unknown> }[] };
      };
      const resources = deployment.resources.map(({ urn, inputs, outputs }) => ({ urn, inputs, outputs: withoutForm(outputs) }));
      const statuses = resources.flatMap(({ outputs }) =>
        typeof outputs?.["vettingStatus"] === "string" ? [outputs["vettingStatus"]] : [],
      );
      return { statuses: statuses.sort(), resources: resources.sort((a, b) => a.urn.localeCompare(b.urn)) };
    }
  });
});

/** Outputs without what only a later release writes: absent ones as null, and what stands for the evidence in place of its text. */
function withoutForm(outputs: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const { __sent: _, __service: __, lastSubmission, ...rest } = outputs;
  const { requestId, correlationId, number } = (lastSubmission ?? {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries({ ...rest, requestId, correlationId, number }).filter(([, value]) => (value ?? null) !== null));
}
