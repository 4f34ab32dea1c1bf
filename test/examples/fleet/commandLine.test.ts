import { operations, parseCommandLine } from "../../../examples/fleet/commandLine";

const problemsOf = (...args: string[]): readonly string[] => parseCommandLine(args).problems;

test("each operation has its defaults", () => {
  for (const command of operations) {
    expect(parseCommandLine([command]).request).toEqual({
      command,
      parallel: 3,
      resume: false,
      unlock: [],
      failOn: [],
      forgetNotListed: false,
      expectNoChanges: false,
    });
  }
});

test("all options of a run", () => {
  const args = "up --parallel 8 --requests-per-minute 500 --only 3,17 --shard 2/20 --resume --unlock 2,4 --fail-on denied,NotListed".split(
    " ",
  );
  expect(parseCommandLine(args).request).toEqual({
    command: "up",
    parallel: 8,
    requestsPerMinute: 500,
    only: [3, 17],
    part: { part: 2, parts: 20 },
    resume: true,
    unlock: [2, 4],
    failOn: ["denied", "notlisted"],
    forgetNotListed: false,
    expectNoChanges: false,
  });
});

test("the ceiling of the environment is shared out, too; the command line wins", () => {
  const env = { PARTNERCENTER_REQUESTS_PER_MINUTE: "300" };
  expect(parseCommandLine(["up"], env).request).toMatchObject({ requestsPerMinute: 300 });
  expect(parseCommandLine(["up", "--requests-per-minute", "60"], env).request).toMatchObject({ requestsPerMinute: 60 });
  expect(parseCommandLine(["up"], { PARTNERCENTER_REQUESTS_PER_MINUTE: "many" }).problems[0]).toMatch(
    /^PARTNERCENTER_REQUESTS_PER_MINUTE is "many"/,
  );
});

test("list and operator", () => {
  expect(parseCommandLine(["list", "--json", "--parts", "20"]).request).toEqual({ command: "list", json: true, parts: 20 });
  expect(parseCommandLine(["operator", "--repository", "https://x.example/r", "--folder", "f"]).request).toEqual({
    command: "operator",
    repository: "https://x.example/r",
    branch: "main",
    folder: "f",
  });
});

test.each([[[]], [["help"]], [["--help"]], [["up", "-h"]]])("%j asks for help", (args) => {
  expect(parseCommandLine(args).request).toEqual({ command: "help" });
});

test.each([
  [["fly"], 'there is no command "fly"'],
  [["up", "now"], '"fleet up" takes no "now"'],
  [["up", "--parallel", "0"], '--parallel is "0", but must be a whole number from 1 to 64'],
  [["up", "--parallel", "two"], '--parallel is "two", but must be a whole number from 1 to 64'],
  [["up", "--shard", "3/2"], '--shard is "3/2", but must be I/N with I from 1 to N, such as 2/20'],
  [["up", "--only", "1,x"], '--only is "x", but must be a whole number from 1 to 10000'],
  [["up", "--expect-no-changes"], '"fleet up" has no option --expect-no-changes'],
  [["up", "--unlock", "all"], '--unlock is "all", but must be a whole number from 1 to 10000'],
  [["up", "--fail-on", "overdue"], '--fail-on is "overdue", but must be of denied, notlisted'],
  [["destroy", "--fail-on", "denied"], '"fleet destroy" has no option --fail-on'],
  [["up", "--forget-notlisted"], '"fleet up" has no option --forget-notlisted'],
  [["preview", "--resume"], '"fleet preview" has no option --resume'],
  [["list", "--parts", "257"], '--parts is "257", but must be a whole number from 1 to 256'],
  [["operator"], "--repository is missing: the git URL that the operator clones"],
])("%j is refused", (args, problem) => {
  expect(problemsOf(...args)).toEqual([problem]);
});

test("all problems come at once", () => {
  expect(problemsOf("up", "--parallel", "0", "--shard", "x", "--json")).toHaveLength(3);
  expect(problemsOf("up", "--fast")[0]).toContain("--fast");
});
