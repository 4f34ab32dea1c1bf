import { customers, declare, education, programOf, submissions, told, withEmulator } from "./support/emulated";
import { dynamicFront, type Front, pluginFront } from "./support/fronts";
import { meetingPoint } from "./support/meetingPoint";
import { createProject, type Project } from "./support/project";

const { contoso, fabrikam } = customers;

/** The fronts of the two stacks: the same, and one of each, since both derive the same request id from the same intent. */
const pairs: readonly (readonly [Front, Front])[] = [
  [dynamicFront, dynamicFront],
  [pluginFront, pluginFront],
  [dynamicFront, pluginFront],
];

test.each(pairs.map(([one, other]) => ({ fronts: `${one.front} and ${other.front}`, one, other })))(
  "$fronts: two stacks that ask for the same customer at the same moment make one submission",
  async ({ one: frontOfOne, other: frontOfOther }) => {
    const first = [education("contoso")];
    await withEmulator({ front: frontOfOne, program: programOf(frontOfOne, ...first) }, async ({ project: one, emulator, control }) => {
      await using point = await meetingPoint(emulator.url);
      const env = { PARTNERCENTER_EMULATOR: point.url };
      const theirs = programOf(frontOfOther, ...first);
      await using other = await createProject({ name: "other", front: frontOfOther, refreshAlways: true, program: theirs, env });
      const both = <T>(act: (project: Project) => Promise<T>): Promise<[T, T]> => Promise.all([act(one), act(other)]);
      const status = async (name: string): Promise<unknown[]> =>
        both(async (project) => (await project.stackExport()).resource(name).outputs?.["vettingStatus"]);

      // Partner Center replays a known request id, and both stacks derive the same one: both have it at once.
      point.meet(contoso);
      await both((project) => project.up({ env }));
      expect(submissions(control, "contoso")).toBe(1);
      expect(control.requests({ method: "POST", customerId: contoso }).map(({ replayed }) => replayed)).toEqual([false, true]);
      expect(await status("contoso")).toEqual(["InReview", "InReview"]);

      // It replays none, and refuses what is in review: the loser is told, and adopts in its next run. A create and an update.
      control.setAssumptions({ replayRequestIds: false, repeatedPost: "conflict" });
      control.deny(contoso, "Education");
      point.meet(contoso);
      point.meet(fabrikam);
      const second = [education("contoso", { website: "www.contoso.edu" }), education("fabrikam")];
      const results = await both(async (project) => {
        project.writeProgram(programOf(project === one ? frontOfOne : frontOfOther, ...second));
        return project.up({ env, args: ["--refresh=false"], expectFailure: "either" });
      });
      expect([submissions(control, "contoso"), submissions(control, "fabrikam")]).toEqual([2, 1]);
      // One stack may win at one customer, and the other at the other.
      const losers = [one, other].filter((_, index) => results[index]?.code !== 0);
      expect(losers.length).toBeGreaterThan(0);
      const errors = losers.flatMap((loser) => told(loser, "error")).join("\n");
      for (const id of [contoso, fabrikam]) {
        const refusal = `customer ${id} failed: Partner Center refused .409, code 800002.\\. The service said: "The customer already has .*" Run again:`;
        expect(errors).toMatch(new RegExp(refusal));
      }

      for (const loser of losers) await loser.up({ env });
      expect([submissions(control, "contoso"), submissions(control, "fabrikam")]).toEqual([2, 1]);
      expect(losers.flatMap((loser) => told(loser, "warning")).sort()).toEqual([
        expect.stringMatching(
          /InReview already: website was recorded, and nothing was sent\. The request of .* is not on record: it may have been this one/,
        ),
        expect.stringMatching(/Education is InReview already: it was adopted, and nothing was sent to Microsoft/),
      ]);
      expect([await status("contoso"), await status("fabrikam")]).toEqual([
        ["InReview", "InReview"],
        ["InReview", "InReview"],
      ]);
      await both((project) => project.preview({ env, args: ["--expect-no-changes"] }));
    });
  },
);

test("plugin: two Provider instances, each a process of its own, that ask for the same customer at the same moment make one submission", async () => {
  const lines = ["one", "other"].flatMap((name) => [
    `const ${name}Partner = new partnercenter.Provider("${name}-partner", { emulator: process.env.PARTNERCENTER_EMULATOR });`,
    declare(
      name,
      "contoso",
      { qualification: "Education", educationSegment: "K12", website: "contoso.edu" },
      `{ provider: ${name}Partner }`,
    ),
  ]);
  await withEmulator({ front: pluginFront, program: programOf(pluginFront, ...lines) }, async ({ project, emulator, control }) => {
    await using point = await meetingPoint(emulator.url);
    const env = { PARTNERCENTER_EMULATOR: point.url };
    point.meet(contoso);
    await project.up({ env });
    expect(submissions(control, "contoso")).toBe(1);
    expect(control.requests({ method: "POST", customerId: contoso }).map(({ replayed }) => replayed)).toEqual([false, true]);
    const state = await project.stackExport();
    for (const name of ["one", "other"]) expect(state.resource(name).outputs).toMatchObject({ vettingStatus: "InReview" });
    await project.preview({ env, args: ["--expect-no-changes"] });
  });
});
