import { setTimeout as wait } from "node:timers/promises";
import type { Control } from "../../emulator";
import type { RunningCommand } from "./support/command";
import { descendantsOf, descendantsWith, killAll, stillRunning } from "./support/descendants";
import { programOf, told, withEmulator } from "./support/emulated";
import { type Front, fronts } from "./support/fronts";
import { checkpoint, type StackExport } from "./support/state";

/** Each has a customer of its own, and all are struck by the same blow: at its GET, at its POST, and with its answer in the state. */
const moments = ["before", "during", "after"] as const;
const kinds = ["create", "update"] as const;
const resources = kinds.flatMap((kind) => moments.map((moment) => ({ kind, moment, name: `${kind}-${moment}` })));
const customerId = (name: string): string =>
  `0c39d6d5-c70d-4c55-bc02-f620844f3fd${resources.findIndex((resource) => resource.name === name)}`;

/** Half of the customers were denied and are asked for anew, the others are new. */
function declare(front: Front, which: typeof resources, website: string): string {
  return programOf(
    front,
    ...which.map(({ name }) => {
      const args = { customerId: customerId(name), qualification: "Education", educationSegment: "K12", website };
      return `new partnercenter.CustomerQualification("${name}", ${JSON.stringify(args)});`;
    }),
  );
}

interface Victim {
  /** What is killed with `kill -9`. */
  readonly victim: string;
  readonly kill: (command: RunningCommand, front: Front) => void;
  /** Whether the CLI dies: then Pulumi's lock stays on the stack, and what was under way stays in the state as pending. */
  readonly cliDies: boolean;
}

const victims: readonly Victim[] = [
  { victim: "everything", kill: (command) => command.kill("SIGKILL"), cliDies: true },
  { victim: "the CLI alone", kill: ({ pid }) => process.kill(pid, "SIGKILL"), cliDies: true },
  { victim: "the provider alone", kill: ({ pid }, { process }) => killAll(descendantsWith(pid, process)), cliDies: false },
];

test.each(fronts.flatMap((front) => victims.map((victim) => ({ ...front, ...victim }))))(
  "$front: $victim killed before, during and after the POST, in creates and updates: one submission for each intent",
  async ({ victim, kill, cliDies, ...front }) => {
    const denied = resources.filter(({ kind }) => kind === "update");
    await withEmulator({ front, program: declare(front, denied, "first.example") }, async ({ project, control }) => {
      for (const { name } of resources) control.addCustomer({ id: customerId(name) });
      await project.up();
      for (const { name } of denied) control.deny(customerId(name), "Education", "Not an Academic Domain");

      // Only where the provider lives on does somebody wait for the slow answers.
      const delayMs = victim === "the CLI alone" ? 5_000 : 60_000;
      for (const kind of kinds) {
        control.fault({ match: { method: "GET", customerId: customerId(`${kind}-before`) }, kind: "slow", delayMs });
        control.fault({ match: { method: "POST", customerId: customerId(`${kind}-during`) }, kind: "slow", delayMs });
      }
      control.clearRequests();
      project.writeProgram(declare(front, resources, "second.example"));
      let command: RunningCommand | undefined;
      let over = false;
      const run = project
        .up({
          args: ["--refresh=false"],
          expectFailure: true,
          onStart: (running) => {
            command = running;
          },
        })
        .finally(() => {
          over = true;
        });
      while (!over && !isStruck(control, checkpoint(project))) await wait(10);
      if (over || !command) throw new Error(`The run ended before its time:\n${(await run).output}`);
      const started = descendantsOf(command.pid);
      kill(command, front);
      await run;
      expect(await stillRunning(started)).toEqual([]);
      expect(submitted(control)).toEqual({ ...once, "create-before": 0, "update-before": 1 });
      control.clearFaults();
      expect(pending(await project.stackExport())).toEqual(
        cliDies ? ["creating create-before", "creating create-during", "updating update-before", "updating update-during"] : [],
      );

      if (cliDies) {
        expect((await project.up({ expectFailure: true })).output).toMatch(/the stack is currently locked.*`pulumi cancel`/);
        await project.run(["cancel", "--yes", "--stack", "test"]);
      }
      await project.up();
      expect(submitted(control)).toEqual(once);
      expect(told(project, "warning")).toContainEqual(
        expect.stringMatching(
          new RegExp(
            `${customerId("update-during")}: Education is InReview already: website was recorded, and nothing was sent\\. ` +
              "The request of .* is not on record: it may have been this one, sent by another run or by one that was cut off\\.",
          ),
        ),
      );
      const state = await project.stackExport();
      for (const { name } of resources) {
        const { id, outputs } = state.resource(name);
        expect({ id, ...outputs }).toMatchObject({
          id: `${customerId(name)}/Education`,
          qualification: "Education",
          vettingStatus: "InReview",
          website: "second.example",
        });
      }
      // Pulumi forgets a pending creation only when it is told to (`pulumi refresh --clear-pending-creates`), and goes on without.
      expect(pending(state)).toEqual(cliDies ? ["creating create-before", "creating create-during"] : []);
      await project.preview({ args: ["--expect-no-changes"] });
      expect(submitted(control)).toEqual(once);
    });
  },
);

/** An update is its customer's second submission. */
const once = Object.fromEntries(resources.map(({ kind, name }) => [name, kind === "create" ? 1 : 2]));

function submitted(control: Control): Record<string, number> {
  const of = (name: string): number => control.submissions().filter((each) => each.customerId === customerId(name)).length;
  return Object.fromEntries(resources.map(({ name }) => [name, of(name)]));
}

function pending(state: StackExport): string[] {
  return state.pendingOperations.map(({ type, resource }) => `${type} ${resource.urn.split("::").at(-1)}`).sort();
}

/** Whether every resource stands at its moment. */
function isStruck(control: Control, state: StackExport | undefined): boolean {
  const met = (method: string, name: string): boolean => control.requests({ method, customerId: customerId(name) }).length > 0;
  return (
    state !== undefined &&
    pending(state).length === 4 &&
    kinds.every((kind) => {
      const isKept = state.resources.some(
        ({ urn, outputs }) => urn.endsWith(`::${kind}-after`) && outputs?.["website"] === "second.example",
      );
      return isKept && met("GET", `${kind}-before`) && met("POST", `${kind}-during`);
    })
  );
}
