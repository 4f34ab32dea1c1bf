import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AssumptionEntry, type Assumptions, assumptionCatalogue, type Emulator, startEmulator } from "../../../emulator";
import { everyKind, jumpingClock, people, probe, tokenWithoutMfa, vet } from "./support";

type Name = keyof Assumptions;
const entries = Object.entries(assumptionCatalogue) as [Name, AssumptionEntry][];
const settledBy = (how: AssumptionEntry["settledBy"]): readonly Name[] =>
  entries.filter(([, entry]) => entry.settledBy === how).map(([name]) => name);

/** Every value but the default; of a range, one that a minute of polite asking can meet. */
function turned(name: Name): readonly (string | number | boolean | null)[] {
  const entry: AssumptionEntry = assumptionCatalogue[name];
  return "min" in entry.values ? [5] : entry.values.filter((value) => value !== entry.default);
}

let folder: string;
let emulator: Emulator;
let clock: ReturnType<typeof jumpingClock>;
let withoutMfa: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "partnercenter-probe-"));
  clock = jumpingClock();
  emulator = await startEmulator({ seed: everyKind, clock });
  await vet(emulator);
  withoutMfa = join(folder, "token");
  writeFileSync(withoutMfa, await tokenWithoutMfa(emulator));
});
afterEach(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true });
});

async function probeWith(assumptions: Partial<Assumptions>) {
  emulator.control.clearRequests();
  emulator.control.setAssumptions(assumptions);
  const told = await probe(
    { emulator: emulator.url },
    { tokenWithoutMfa: withoutMfa, withoutRelationship: people.foreign },
    { clock, cwd: folder },
  );
  const row = (name: Name) => told.report?.assumptions.find((each) => each.name === name);
  return { ...told, row };
}

test("an emulator as it is by default is told to be as assumed, in all that reading settles", async () => {
  const { code, report } = await probeWith({});
  expect(code).toBe(0);
  const rows = report?.assumptions.filter((row) => row.settledBy === "reading") ?? [];
  expect(rows.map(({ name, verdict }) => `${name} ${verdict}`)).toEqual(settledBy("reading").map((name) => `${name} same`));
  expect(report?.expectations.map(({ name, verdict }) => `${name} ${verdict}`)).toEqual(
    report?.expectations.map(({ name }) => `${name} same`),
  );
  expect(report?.requests).toBeLessThanOrEqual(60);
  expect(new Set(emulator.control.requests({ path: "/v1/" }).map(({ method }) => method))).toEqual(new Set(["GET"]));
});

test("a GovernmentCommunityCloud that was taken back is none to the retired endpoint, and tells nothing of its spelling", async () => {
  emulator.control.withdraw(people.gcc, "GovernmentCommunityCloud");
  const { row } = await probeWith({});
  expect(row("legacyGccName")?.verdict).toBe("notSeen");
  expect(row("legacyEndpoint")?.verdict).toBe("same");
});

const cases = settledBy("reading").flatMap((name) => turned(name).map((value) => [name, value] as const));
test.each(cases)(
  "an emulator that assumes %s = %j is told apart by reading, and its report makes an emulator that behaves so",
  async (name, value) => {
    const { report, row } = await probeWith({ [name]: value });
    expect(row(name)).toMatchObject({ verdict: "different", seen: [{ value }] });
    expect(report?.observed[name]).toBe(value);
    const others = settledBy("reading").filter((each) => each !== name);
    // What another assumption hides is not seen; nothing is told wrongly.
    expect(others.filter((each) => !["same", "notSeen"].includes(row(each)?.verdict ?? ""))).toEqual([]);
    const twin = await startEmulator({ assumptions: report?.observed ?? {} });
    expect(twin.control.assumptions()[name]).toBe(value);
    await twin.close();
  },
);
