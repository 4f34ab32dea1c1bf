import { operations, readParts, readRunOptions, type TypedOptions } from "../../../cli/fleet/options";
import { parseFleet } from "./support";

const problemsOf = (typed: TypedOptions, env = {}): readonly string[] => {
  try {
    readRunOptions(typed, env);
    return [];
  } catch (error) {
    return (error as Error).message.split("\n");
  }
};

test("an operation has its defaults", () => {
  expect(readRunOptions({}, {})).toEqual({
    parallel: 3,
    resume: false,
    unlock: [],
    failOn: [],
    forgetNotListed: false,
    expectNoChanges: false,
  });
});

test("all options of a run", () => {
  const { command, typed } = parseFleet(
    "up --parallel 8 --requests-per-minute 500 --only 3,17 --shard 2/20 --resume --unlock 2,4 --fail-on denied,NotListed --front dynamic",
  );
  expect(command).toBe("up");
  expect(readRunOptions(typed, {})).toEqual({
    parallel: 8,
    requestsPerMinute: 500,
    only: [3, 17],
    part: { part: 2, parts: 20 },
    resume: true,
    unlock: [2, 4],
    failOn: ["denied", "notlisted"],
    forgetNotListed: false,
    expectNoChanges: false,
    front: "dynamic",
  });
  expect(readRunOptions(parseFleet("destroy --forget-notlisted").typed, {})).toMatchObject({ forgetNotListed: true });
  expect(readRunOptions(parseFleet("preview --expect-no-changes").typed, {})).toMatchObject({ expectNoChanges: true });
});

test("the ceiling of the environment is shared out, too; the command line wins", () => {
  const env = { PARTNERCENTER_REQUESTS_PER_MINUTE: "300" };
  expect(readRunOptions({}, env)).toMatchObject({ requestsPerMinute: 300 });
  expect(readRunOptions({ requestsPerMinute: "60" }, env)).toMatchObject({ requestsPerMinute: 60 });
  expect(problemsOf({}, { PARTNERCENTER_REQUESTS_PER_MINUTE: "many" })[0]).toMatch(/^PARTNERCENTER_REQUESTS_PER_MINUTE is "many"/);
});

test.each([
  [{ parallel: "0" }, '--parallel is "0", but must be a whole number from 1 to 64'],
  [{ parallel: "two" }, '--parallel is "two", but must be a whole number from 1 to 64'],
  [{ shard: "3/2" }, '--shard is "3/2", but must be I/N with I from 1 to N, such as 2/20'],
  [{ only: "1,x" }, '--only is "x", but must be a whole number from 1 to 10000'],
  [{ unlock: "all" }, '--unlock is "all", but must be a whole number from 1 to 10000'],
  [{ front: "yaml" }, '--front is "yaml", but must be one of dynamic, plugin'],
  [{ failOn: "overdue" }, '--fail-on is "overdue", but must be of denied, notlisted'],
])("%j is refused", (typed, problem) => {
  expect(problemsOf(typed)).toEqual([problem]);
});

test("all problems come at once", () => {
  expect(problemsOf({ parallel: "0", shard: "x", failOn: "late" })).toHaveLength(3);
});

test("a matrix has 256 jobs at most", () => {
  expect(readParts("20")).toBe(20);
  expect(() => readParts("257")).toThrow('--parts is "257", but must be a whole number from 1 to 256');
});

test.each([
  ["up", "--expect-no-changes"],
  ["up", "--forget-notlisted"],
  ["up", "--json"],
  ["destroy", "--fail-on denied"],
  ["preview", "--resume"],
  ["up", "now"],
] as const)("%s has no %s", (command, option) => {
  expect(operations).toContain(command);
  expect(parseFleet(`${command} ${option}`).unknown).toBe(option.split(" ")[0]);
});
