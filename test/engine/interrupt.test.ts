import type { RunningCommand } from "./support/command";
import { descendantsOf, stillRunning } from "./support/descendants";
import { createProject, type Project } from "./support/project";

/** A program that never ends by itself, and a resource whose creation takes two seconds. */
const PROGRAM = `
const pulumi = require("@pulumi/pulumi");
const provider = 'exports.handler = () => ({ create: (inputs) => new Promise((done) => setTimeout(() => done({ id: "1", outs: inputs }), 2000)) });';
new pulumi.CustomResource("pulumi-nodejs:dynamic/test:Slow", "slow", { __provider: provider });
setInterval(() => {}, 1000);
module.exports = new Promise(() => {});
`;

let project: Project;
beforeEach(async () => {
  project = await createProject({ name: "interrupt", program: PROGRAM });
});
afterEach(() => project?.dispose());

/** Runs `up`, does something to it as soon as the creation has begun, and says which processes it had by then. */
async function whileCreating(act: (command: RunningCommand) => void): Promise<{ output: string; started: number[] }> {
  let command: RunningCommand | undefined;
  let started: number[] = [];
  const { output } = await project.up({
    expectFailure: true,
    onStart: (running) => {
      command = running;
    },
    onLine: (line) => {
      if (!command || started.length > 0 || !/slow creating/.test(line)) return;
      started = descendantsOf(command.pid);
      act(command);
    },
  });
  return { output, started };
}

test("Ctrl-C lets what has begun end, keeps it in the state, and leaves no process", async () => {
  const { started } = await whileCreating((command) => command.kill("SIGINT"));
  expect(started.length).toBeGreaterThanOrEqual(3);
  expect(await stillRunning(started)).toEqual([]);
  const state = await project.stackExport();
  expect(state.resource("slow").id).toBe("1");
  expect(state.pendingOperations).toEqual([]);
});

test("a CLI that is killed takes language host and program with it, and leaves the creation pending", async () => {
  const { started } = await whileCreating((command) => process.kill(command.pid, "SIGKILL"));
  // The provider's launcher is Pulumi's own, and waits for the provider.
  const left = await stillRunning(started);
  for (const pid of left) process.kill(pid, "SIGKILL");
  expect(started.length - left.length).toBeGreaterThanOrEqual(2);
  expect((await project.stackExport()).pendingOperations).toHaveLength(1);
});
