import { progressLines, showProgress } from "../../../examples/fleet/progress";
import { emptyTally } from "../../../examples/fleet/tally";
import { watch } from "../../../examples/fleet/watch";
import { outcome, shard } from "./support";

const shards = [1, 2, 3].map((number) => shard(number));

function screen(live: boolean) {
  const written: string[] = [];
  return { written, live, columns: 80, write: (text: string) => void written.push(text) };
}

test("the block says how far all is, what is under way, and how long the rest takes", () => {
  const running = new Map([[shard(2), { tally: () => ({ ...emptyTally(2), done: 1 }) }]]);
  const ended = [outcome(1, "ok", { done: 2, submitted: 2 })];
  const tally = { ...emptyTally(4), done: 3, submitted: 3, inReview: 3 };
  expect(progressLines({ operation: "up", shards, ended, running, tally, elapsed: 30_000 })).toEqual([
    "up: 1 of 3 shards, 3 of 6 qualifications, 3 submitted, 3 in review, 30 s left",
    "  shard-2-of-4  1 of 2",
  ]);
});

test("what an earlier run has finished counts as done, but does not speed up the guess", () => {
  const ended = [outcome(1, "skipped"), outcome(2, "ok", { done: 2 })];
  const [line] = progressLines({
    operation: "up",
    shards,
    ended,
    running: new Map(),
    tally: { ...emptyTally(4), done: 2 },
    elapsed: 10_000,
  });
  expect(line).toBe("up: 2 of 3 shards, 4 of 6 qualifications, nothing to do, 10 s left");
});

test("in a file, each shard has a line, and a long one has a line now and then; nothing is drawn again", () => {
  let time = 0;
  const out = screen(false);
  const progress = showProgress("up", shards, out, () => time);
  progress.began(shard(1), watch("up", 2));
  progress.changed();
  time = 16_000;
  progress.changed();
  progress.changed();
  progress.ended(outcome(1, "ok", { submitted: 2 }));
  progress.close();
  expect(out.written).toEqual(["up: 0 of 3 shards, 0 of 6 qualifications, nothing to do\n", "✓ shard-1-of-4  2 submitted (2 s)\n"]);
});

test("on a terminal, the block is drawn again in its place, failures stay above it, and nothing is left of it at the end", () => {
  const out = screen(true);
  const progress = showProgress("up", shards, out, () => 0);
  const [first, second] = [shard(1), shard(2)];
  progress.began(first, watch("up", 2));
  progress.ended({ ...outcome(1, "ok"), shard: first });
  progress.began(second, watch("up", 2));
  progress.ended({ ...outcome(2, "failed", { failed: 1 }), shard: second });
  progress.close();
  const text = out.written.join("");
  expect(text).toContain("\u001B[1A\u001B[0J✗ shard-2-of-4  1 failed (2 s)\n");
  expect(text).not.toContain("✓");
  expect(text.endsWith("\u001B[1A\u001B[0J")).toBe(true);
});
