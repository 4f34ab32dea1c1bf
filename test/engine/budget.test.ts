import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import type { Control } from "../../emulator";
import { type Emulated, program, withEmulator } from "./support/emulated";

/** What one more customer may cost, whatever the machine: a change that makes it dearer has to say so here. */
const budget = {
  /** Bytes of the state file; a provider that stores nothing but the arguments takes about 1,500 (docs/internals/measurements.md). */
  stateBytes: 1_900,
  stubBytes: 71,
} as const;

const CUSTOMERS = 20;

/** A program that declares so many customers, each with an id that the emulator is told. */
function many(control: Control): string {
  const ids = Array.from({ length: CUSTOMERS }, () => control.addCustomer().id);
  return program(
    `${JSON.stringify(ids)}.forEach((customerId, n) => new partnercenter.CustomerQualification("customer-" + n, {`,
    '  customerId, qualification: "Education", educationSegment: "K12", website: "customer" + n + ".edu",',
    "}));",
  );
}

function stateBytes({ project }: Emulated): number {
  const folder = path.join(project.folder, "backend", ".pulumi", "stacks", project.name);
  return readdirSync(folder)
    .filter((name) => name === "test.json")
    .reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
}

test("one more customer costs one GET, one POST and less than 1,900 bytes of state; each process takes one token", () =>
  withEmulator({ program: "", refreshAlways: false }, async (emulated) => {
    const { project, control } = emulated;
    const spent = async (work: () => Promise<unknown>): Promise<Record<string, number>> => {
      control.clearRequests();
      await work();
      const calls = control.requests({ path: "/v1/" });
      const of = (method: string): number => calls.filter((call) => call.method === method).length;
      return { gets: of("GET"), posts: of("POST"), others: calls.length - of("GET") - of("POST"), tokens: control.tokenRequests().length };
    };
    await project.up();
    const empty = stateBytes(emulated);
    project.writeProgram(many(control));

    expect(await spent(() => project.up())).toEqual({ gets: CUSTOMERS, posts: CUSTOMERS, others: 0, tokens: 1 });
    const each = (stateBytes(emulated) - empty) / CUSTOMERS;
    expect(each).toBeGreaterThan(1_000);
    expect(each).toBeLessThan(budget.stateBytes);
    const { resources } = await project.stackExport();
    const stubs = resources.map(({ inputs }) => inputs?.["__provider"]).filter((stub) => stub !== undefined);
    expect(stubs).toHaveLength(CUSTOMERS);
    expect(new Set(stubs.map((stub) => String(stub).length))).toEqual(new Set([budget.stubBytes]));

    expect(await spent(() => project.preview({ args: ["--expect-no-changes"] }))).toEqual({ gets: 0, posts: 0, others: 0, tokens: 0 });
    expect(await spent(() => project.refresh())).toEqual({ gets: CUSTOMERS, posts: 0, others: 0, tokens: 1 });
    expect(await spent(() => project.destroy())).toEqual({ gets: 0, posts: 0, others: 0, tokens: 0 });
  }));
