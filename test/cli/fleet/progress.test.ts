import { Writable } from "node:stream";
import { emptyTally } from "../../../cli/fleet/outcome";
import { progressLine, showProgress, timeLeft } from "../../../cli/fleet/progress";
import { watch } from "../../../cli/fleet/watch";
import { outcome, shard } from "./support";

const shards = [1, 2, 3].map((number) => shard(number));

/** A stream that keeps what is written, as a terminal or as a file. */
function screen(isTTY: boolean) {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      written.push(chunk.toString());
      done();
    },
  });
  return { written, stream: Object.assign(stream, { isTTY, columns: 120, rows: 40 }) as unknown as NodeJS.WriteStream };
}

test("the line says how far all is, and how long the rest takes", () => {
  const ended = [outcome(1, "ok", { done: 2, submitted: 2 })];
  const tally = { ...emptyTally(4), done: 3, submitted: 3, inReview: 3 };
  expect(progressLine({ operation: "up", shards, ended, tally, elapsed: 30_000 })).toBe(
    "up: 1 of 3 shards, 3 of 6 qualifications, 3 submitted, 3 in review, 30 s left",
  );
});

test("what an earlier run has finished counts as done, but does not speed up the guess", () => {
  const ended = [outcome(1, "skipped"), outcome(2, "ok", { done: 2 })];
  expect(progressLine({ operation: "up", shards, ended, tally: { ...emptyTally(4), done: 2 }, elapsed: 10_000 })).toBe(
    "up: 2 of 3 shards, 4 of 6 qualifications, nothing to do, 10 s left",
  );
});

test("in a file, each shard has a line, and a long one has a line now and then; nothing is drawn again", () => {
  let time = 0;
  const { written, stream } = screen(false);
  const progress = showProgress("up", shards, stream, () => time);
  progress.began(shard(1), watch("up", 2));
  progress.changed();
  time = 16_000;
  progress.changed();
  progress.changed();
  progress.ended(outcome(1, "ok", { submitted: 2 }));
  progress.close();
  expect(written).toEqual(
    ["up: 0 of 3 shards, 0 of 6 qualifications, nothing to do\n", "✓ shard-1-of-3  2 submitted (2 s)\n"].map((line) =>
      line.replace("1-of-3", "1-of-4"),
    ),
  );
});

test("on a terminal, a bar for all and one for each shard under way; a failure stays above them, and the cursor comes back", () => {
  const { written, stream } = screen(true);
  const progress = showProgress("up", shards, stream, () => 0);
  const [first, second] = [shard(1), shard(2)];
  progress.began(first, watch("up", 2));
  progress.ended({ ...outcome(1, "ok"), shard: first });
  progress.began(second, watch("up", 2));
  progress.ended({ ...outcome(2, "failed", { failed: 1 }), shard: second });
  progress.close();
  const text = written.join("");
  expect(text).toContain("up: 2 of 3 shards");
  expect(text).toContain("✗ shard-2-of-4  1 failed (2 s)");
  expect(text).not.toContain("✓");
  expect(text.lastIndexOf("\u001B[?25h")).toBeGreaterThan(text.lastIndexOf("\u001B[?25l"));
});

test("the rest takes as long as what is done did, in proportion", () => {
  expect(timeLeft({ done: 100, total: 400, elapsed: 10_000 })).toBe(30_000);
});

test("no guess is made at the beginning, and none is needed at the end", () => {
  expect(timeLeft({ done: 0, total: 400, elapsed: 10_000 })).toBeUndefined();
  expect(timeLeft({ done: 5, total: 400, elapsed: 500 })).toBeUndefined();
  expect(timeLeft({ done: 400, total: 400, elapsed: 500 })).toBe(0);
});
