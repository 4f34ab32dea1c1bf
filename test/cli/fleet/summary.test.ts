import { emptyTally, exitCodeOf, wayOn } from "../../../cli/fleet/outcome";
import { duration, endingLine, inWords, summary } from "../../../cli/fleet/summary";
import { outcome } from "./support";

test("counts in words, without what is zero", () => {
  expect(inWords({ ...emptyTally(2000), done: 2000, submitted: 1234, inReview: 1234, failed: 1 })).toBe(
    "1,234 submitted, 1,234 in review, 1 failed",
  );
  expect(inWords(emptyTally(5))).toBe("nothing to do");
});

test("the summary has a row for each shard, the columns that are used, and a row for all", () => {
  expect(summary([outcome(1, "ok", { done: 2, adopted: 1, submitted: 1 }), outcome(2, "skipped")], 4000)).toEqual([
    "              declared  done  submitted  adopted",
    "shard-1-of-4         2     2          1        1  ok",
    "shard-2-of-4         2     0          0        0  skipped",
    "2 shards             4     2          1        1  4 s",
  ]);
});

test("of many shards only those that did not go well have a row; their errors follow, a few each", () => {
  const errors = ["a", "b", "c", "d", "e", "f", "g"];
  const many = Array.from({ length: 40 }, (_, n) =>
    outcome(n + 1, n === 6 ? "failed" : "ok", { done: 2, failed: n === 6 ? 2 : 0 }, n === 6 ? errors : []),
  );
  expect(summary(many, 1000)).toEqual([
    "               declared  done  failed",
    "shard-7-of-4          2     2       2  failed",
    "all 40 shards        80    80       2  1 s",
    "",
    ...["a", "b", "c", "d", "e"].map((error) => `shard-7-of-4: ${error}`),
    "shard-7-of-4: … and 2 more",
  ]);
});

test("one line says how a shard ended", () => {
  expect(endingLine(outcome(1, "ok", { submitted: 2 }))).toBe("✓ shard-1-of-4  2 submitted (2 s)");
  expect(endingLine(outcome(1, "failed", { failed: 1 }))).toBe("✗ shard-1-of-4  1 failed (2 s)");
  expect(endingLine(outcome(1, "locked"))).toBe("✗ shard-1-of-4  locked by another run (2 s)");
  expect(endingLine(outcome(1, "skipped"))).toBe("- shard-1-of-4  finished before");
});

test("of many shards those with a denial have a row, and at the end everybody who needs somebody is named", () => {
  const names = [
    { name: "school", customerId: "id-1", status: "denied" },
    { name: "kindergarten", customerId: "id-2", status: "notListed" },
  ] as const;
  const many = Array.from({ length: 40 }, (_, n) =>
    outcome(n + 1, "ok", { done: 2, denied: n === 1 ? 1 : 0, notListed: n === 1 ? 1 : 0 }, [], n === 1 ? names : []),
  );
  expect(summary(many, 1000)).toEqual([
    "               declared  done  denied  not listed",
    "shard-2-of-4          2     2       1           1  ok",
    "all 40 shards        80    80       1           1  1 s",
    "",
    "denied      school        id-1  shard-2-of-4",
    "not listed  kindergarten  id-2  shard-2-of-4",
  ]);
});

test.each([
  [[], "ok", 0],
  [["notlisted"], "ok", 0],
  [["denied"], "ok", 3],
  [["denied", "notlisted"], "ok", 3],
  [["denied"], "failed", 1],
] as const)("a denial, --fail-on %j, a shard %s: exit code %d", (failOn, ending, code) => {
  const denied = { name: "school", customerId: "id-1", status: "denied" } as const;
  expect(exitCodeOf([outcome(1, ending, {}, [], [denied])], false, failOn)).toBe(code);
});

test.each([
  [["ok", "skipped"], false, 0],
  [["ok", "failed"], false, 1],
  [["ok", "locked"], false, 1],
  [["ok", "waiting"], true, 130],
  [["ok", "ok"], true, 130],
] as const)("%j, interrupted %s: exit code %d", (endings, interrupted, code) => {
  expect(
    exitCodeOf(
      endings.map((ending, at) => outcome(at + 1, ending)),
      interrupted,
    ),
  ).toBe(code);
});

test("what was left is told with the command that does it", () => {
  expect(wayOn("up", [outcome(1, "ok")])).toBeUndefined();
  expect(wayOn("up", [outcome(1, "failed")])).toBe("What is left: partnercenter fleet up --resume");
  expect(wayOn("preview", [outcome(1, "failed")])).toBe("What is left: partnercenter fleet preview");
});

test("a lock is taken away by number only, and nothing to copy does it", () => {
  const way = wayOn("up", [outcome(1, "ok"), outcome(2, "locked"), outcome(3, "locked")]);
  expect(way).toMatch(/^What is left: partnercenter fleet up --resume\nLocked: shard-2-of-4, shard-3-of-4\. /);
  expect(way).toMatch(/Make sure that none is under way[\s\S]*add --unlock 2,3$/);
  expect(way).not.toMatch(/fleet .*--unlock/);
});

test.each([
  [400, "0 s"],
  [59_400, "59 s"],
  [59_600, "1 min 00 s"],
  [200_000, "3 min 20 s"],
  [7_500_000, "2 h 05 min"],
])("%d ms are %s", (milliseconds, text) => {
  expect(duration(milliseconds)).toBe(text);
});
