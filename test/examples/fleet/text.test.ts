import { exitCodeOf, wayOn } from "../../../examples/fleet/outcome";
import { emptyTally } from "../../../examples/fleet/tally";
import { endingLine, inWords, summary } from "../../../examples/fleet/text";
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
  expect(wayOn("up", [outcome(1, "failed")])).toBe("What is left: fleet up --resume");
  expect(wayOn("preview", [outcome(1, "failed")])).toBe("What is left: fleet preview");
  expect(wayOn("up", [outcome(1, "locked")])).toMatch(/Only if no other run is under way: fleet up --resume --unlock$/);
});
