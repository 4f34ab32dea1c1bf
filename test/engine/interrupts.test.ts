import { setTimeout as wait } from "node:timers/promises";
import type { RunningCommand } from "./support/command";
import { descendantsOf, stillRunning } from "./support/descendants";
import { customers, education, programOf, submissions, told, withEmulator } from "./support/emulated";
import { fronts } from "./support/fronts";
import { checkpoint, type StackExport } from "./support/state";

const { contoso } = customers;

/** A gate waits for an hour while another customer is asked for, and a third one stands behind the gate. */
const resources = [
  education("contoso"),
  'const gate = { qualificationId: contoso.id, timeout: "1h", pollInterval: "10s" };',
  'const approval = new partnercenter.QualificationApproval("approval", gate);',
  education("fabrikam", {}, "{ dependsOn: contoso }"),
  education("lamna", {}, "{ dependsOn: approval }"),
];

test.each(fronts)(
  "$front: one Ctrl-C ends an hour's wait for approval within seconds, and what is being submitted is finished and recorded",
  async (front) => {
    await withEmulator({ front, program: programOf(front, ...resources) }, async ({ project, control }) => {
      control.fault({ match: { method: "POST", path: customers.fabrikam }, kind: "slow", delayMs: 2_000 });
      let command: RunningCommand | undefined;
      let over = false;
      const run = project
        .up({
          expectFailure: true,
          onStart: (running) => {
            command = running;
          },
        })
        .finally(() => {
          over = true;
        });
      const looks = (): number => control.requests({ method: "GET", customerId: contoso }).length;
      // The second look at contoso is the gate's first.
      while (!over && !(submissions(control, "fabrikam") === 1 && looks() === 2)) await wait(10);
      if (over || !command) throw new Error(`The run ended before its time:\n${(await run).output}`);
      const started = descendantsOf(command.pid);
      const interrupted = performance.now();
      command.kill("SIGINT");
      await run;
      const milliseconds = performance.now() - interrupted;
      // The slow answer takes two; the rest is a busy machine's.
      expect(milliseconds).toBeLessThan(15_000);
      expect(started.length).toBeGreaterThanOrEqual(3);
      expect(await stillRunning(started)).toEqual([]);
      expect(told(project, "error").join("\n")).toMatch(/Interrupted before it was finished\. Nothing is lost: run it again\./);

      const state = await project.stackExport();
      expect(state.resource("fabrikam").outputs).toMatchObject({
        vettingStatus: "InReview",
        lastSubmission: { number: 1 },
      });
      expect(state.pendingOperations).toEqual([]);
      expect(control.submissions().map(({ customerId }) => customerId)).toEqual([contoso, customers.fabrikam]);

      control.approve(contoso, "Education");
      await project.up();
      expect(control.submissions().map(({ customerId }) => customerId)).toEqual([contoso, customers.fabrikam, customers.lamna]);
      expect((await project.stackExport()).resource("approval").outputs).toMatchObject({ vettingStatus: "Approved" });
      await project.preview({ args: ["--expect-no-changes"] });
    });
  },
);

test.each(fronts)(
  "$front: an engine that lags gets its answer later; where it dies then without a Cancel, the wait ends with it, and nothing is asked for twice",
  async (front) => {
    await withEmulator({ front, program: programOf(front, ...resources) }, async ({ project, control }) => {
      control.fault({ match: { method: "POST", path: customers.fabrikam }, kind: "slow", delayMs: 2_000 });
      let command: RunningCommand | undefined;
      let over = false;
      const run = project
        .up({
          expectFailure: true,
          onStart: (running) => {
            command = running;
          },
        })
        .finally(() => {
          over = true;
        });
      const until = async (condition: () => boolean): Promise<RunningCommand> => {
        while (!over && !condition()) await wait(10);
        if (over || !command) throw new Error(`The run ended before its time:\n${(await run).output}`);
        return command;
      };
      const looks = (): number => control.requests({ method: "GET", customerId: contoso }).length;
      const { pid } = await until(() => submissions(control, "fabrikam") === 1 && looks() >= 2);
      const started = descendantsOf(pid);

      // It stands still while the answer to fabrikam's request comes, and takes it when it goes on.
      process.kill(pid, "SIGSTOP");
      await wait(4_000);
      expect(recorded(checkpoint(project), "fabrikam")).toBe(false);
      process.kill(pid, "SIGCONT");
      await until(() => recorded(checkpoint(project), "fabrikam"));

      // It stands still once more, and is killed: the gate's hour ends without a word of it.
      process.kill(pid, "SIGSTOP");
      process.kill(pid, "SIGKILL");
      await run;
      expect(started.length).toBeGreaterThanOrEqual(2);
      expect(await stillRunning(started)).toEqual([]);
      expect(control.submissions().map(({ customerId }) => customerId)).toEqual([contoso, customers.fabrikam]);

      await project.run(["cancel", "--yes", "--stack", "test"]);
      control.approve(contoso, "Education");
      await project.up();
      expect(control.submissions().map(({ customerId }) => customerId)).toEqual([contoso, customers.fabrikam, customers.lamna]);
      await project.preview({ args: ["--expect-no-changes"] });
    });
  },
);

function recorded(state: StackExport | undefined, name: string): boolean {
  return state?.resources.some(({ urn, outputs }) => urn.endsWith(`::${name}`) && outputs?.["vettingStatus"] === "InReview") ?? false;
}
