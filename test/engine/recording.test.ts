import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Control, type Emulator, startEmulator } from "../../emulator";
import { letterKey } from "../../provider/partnerCenter/recording/letterKey";
import { lettersByKey } from "../../provider/partnerCenter/recording/letters";
import type { Result } from "./support/command";
import { customers, programOf, submissions, told, withEmulator } from "./support/emulated";
import { type Front, fronts } from "./support/fronts";
import { createProject, type Project } from "./support/project";

type Ids = Readonly<Record<keyof typeof customers, string>>;

function declare(front: Front, ids: Ids): string {
  const lines = Object.entries(ids).map(([name, customerId]) => {
    const args = { customerId, qualification: "Education", educationSegment: "K12", website: `${name}.edu` };
    return `new partnercenter.CustomerQualification("${name}", ${JSON.stringify(args)});`;
  });
  return programOf(front, ...lines);
}

/** What goes wrong in the run that is recorded: each customer has a trouble of its own, and one was denied before. */
function trouble(control: Control): void {
  const { contoso, fabrikam, lamna, tailspin } = customers;
  const refusal = JSON.stringify({ code: 1002, description: `Access to ${fabrikam} is denied`, source: "PartnerFD" });
  control.fault({ kind: "status", match: { method: "POST", customerId: fabrikam }, status: 403, body: refusal });
  // A preview of the plugin looks at what is new: both reads of the update go wrong for the dynamic provider, too.
  control.fault({ kind: "status", match: { method: "GET", customerId: lamna }, status: 503 });
  control.fault({ kind: "dropAfter", match: { method: "POST", customerId: contoso } });
  control.setQualifications(tailspin, [
    {
      qualification: "Education",
      vettingStatus: "Denied",
      vettingReason: "Not an Academic Domain",
      vettingCreateDate: "2026-11-20T10:11:12Z",
    },
  ]);
}

interface Seen {
  readonly step: string;
  readonly failed: boolean;
  readonly warnings: readonly string[];
  readonly errors: readonly string[];
  readonly state: readonly string[];
}

/** The commands that are recorded, and what they tell and leave. `between` is what happens at Microsoft meanwhile. */
async function commands(project: Project, ids: Ids, between: () => void): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  const run = async (step: string, running: Promise<Result>): Promise<void> => {
    const { code } = await running;
    const { resources } = await project.stackExport();
    const ours = resources.filter(({ type }) => type.endsWith("CustomerQualification"));
    const compared = (texts: readonly string[]): string[] => texts.map((text) => comparable(text, ids)).sort();
    seen.push({
      step,
      failed: code !== 0,
      warnings: compared(told(project, "warning")),
      errors: compared(told(project, "error")),
      state: compared(ours.map(({ id, outputs }) => JSON.stringify({ id, ...outputs }))),
    });
  };
  await run("preview", project.preview());
  await run("up", project.up({ expectFailure: true, args: ["--continue-on-error"] }));
  between();
  await run("refresh", project.refresh());
  return seen;
}

/** Without what a recording does not hold: whose it is, the service's own words, and the time of a day. */
function comparable(text: string, ids: Ids): string {
  const named = Object.entries(ids).reduce((rest, [name, id]) => rest.replaceAll(id, name), text);
  return (
    named
      .replaceAll(/The service said: ".*?"/g, "The service said so.")
      .replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, "EMULATOR")
      .replaceAll(/(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(\.\d+)?Z/g, "$1")
      // A time, and a digest that the id of the customer goes into.
      .replaceAll(/"__(accounted|sent)":"[^"]*",/g, "")
      .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "ID")
  );
}

test.each(fronts)(
  "$front: a run with a refusal, a retry, a lost answer and a denial is recorded; played, it tells the same and leaves the same state",
  async (front) => {
    const folder = mkdtempSync(path.join(tmpdir(), "recording-"));
    const file = path.join(folder, "recording.jsonl");
    const env = { PARTNERCENTER_RECORD: file, XDG_DATA_HOME: folder };
    await withEmulator({ front, program: declare(front, customers), env }, async ({ project, control }) => {
      trouble(control);
      const first = await commands(project, customers, () => control.approve(customers.contoso, "Education"));
      expect(first.map(({ step, failed }) => [step, failed])).toEqual([
        ["preview", false],
        ["up", true],
        ["refresh", false],
      ]);
      expect(first[1]?.errors.join("\n")).toMatch(/Submitting Education for customer fabrikam failed: .*\(403, code 1002\)/);
      expect(first[1]?.warnings.join("\n")).toMatch(/tailspin: Education was denied/);
      expect(JSON.stringify(first[2]?.state)).toMatch(/Approved/);
      expect([submissions(control, "contoso"), submissions(control, "lamna"), submissions(control, "fabrikam")]).toEqual([1, 1, 0]);

      const recorded = readFileSync(file, "utf8");
      for (const [name, id] of Object.entries(customers)) {
        expect(recorded).not.toContain(id);
        expect(recorded).not.toContain(name);
      }
      expect(recorded).not.toMatch(/eyJ|emulator-client-secret|emulator-refresh-token|\d\d:\d\d:\d\d/);

      // Whoever has recorded it knows which letters stand for whom; others choose.
      const letters = lettersByKey(letterKey(file, path.join(folder, "pulumi-partnercenter")));
      await using emulator = await startEmulator({ replay: file });
      const ids = idsByLetters(emulator, letters);
      await using other = await createProject({
        name: "played",
        front,
        refreshAlways: true,
        program: declare(front, ids),
        env: { PARTNERCENTER_EMULATOR: emulator.url },
      });
      const second = await commands(other, ids, () => {});
      expect(second).toEqual(first);
      expect(emulator.replay?.unplayed()).toEqual([]);
    });
    rmSync(folder, { recursive: true });
  },
);

function idsByLetters(emulator: Emulator, letters: (text: string) => string): Ids {
  const of = (id: string): string =>
    emulator.replay?.customers().find((customer) => customer.letters === letters(`id ${id}`))?.customerId ?? "";
  return Object.fromEntries(Object.entries(customers).map(([name, id]) => [name, of(id)])) as Ids;
}
