import { createProject, type Project } from "./support/project";

/** A program with a provider in its text, so that these tests say something about the harness and nothing about ours. */
const program = (version: string): string => `
const pulumi = require("@pulumi/pulumi");
class Thing extends pulumi.CustomResource {
  constructor(name, args) { super("pulumi-nodejs:dynamic/test:Thing", name, { ...args, __provider: ${JSON.stringify(PROVIDER)} }); }
}
const config = new pulumi.Config();
new Thing("one", { version: ${JSON.stringify(version)}, password: config.getSecret("password") });
exports.version = ${JSON.stringify(version)};
`;
const PROVIDER = `exports.handler = () => ({
  diff: async (id, olds, news) => ({ changes: olds.version === news.version ? false : undefined }),
  create: async (inputs) => ({ id: "1", outs: inputs }),
  update: async (id, olds, news) => ({ outs: news }),
});`;

let project: Project;
beforeAll(async () => {
  project = await createProject({ name: "harness", program: program("1"), refreshAlways: true });
});
afterAll(() => project?.dispose());

test("the real engine creates, sees no change, updates and destroys", async () => {
  await project.config("password", "hunter2hunter2", { secret: true });
  const up = await project.up();
  expect(up.stdout).toMatch(/\+ 2 created/);
  expect(await project.outputs()).toEqual({ version: "1" });

  const state = await project.stackExport();
  expect(state.resource("one").id).toBe("1");
  expect(state.text).not.toContain("hunter2");

  await project.preview({ args: ["--expect-no-changes"] });

  project.writeProgram(program("2"));
  await project.preview({ args: ["--expect-no-changes"], expectFailure: true });
  await project.up();
  expect(project.events().some((event) => "resOutputsEvent" in event)).toBe(true);
  expect((await project.stackExport()).resource("one").outputs).toMatchObject({ version: "2" });

  await project.destroy();
  expect((await project.stackExport()).resources).toEqual([]);
});
