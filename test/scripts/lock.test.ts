import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { evaluate } from "./support";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "lock-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const inScope = (work: string): string => `(async () => {
  const fs = await import("node:fs");
  const { setTimeout: wait } = await import("node:timers/promises");
  return m.withLock(process.env.LOCK, async () => { ${work} });
})()`;

test("several processes do their work one after another", async () => {
  const env = { LOCK: path.join(folder, "lock"), NOTES: path.join(folder, "notes") };
  const work = 'fs.appendFileSync(process.env.NOTES, "in "); await wait(100); fs.appendFileSync(process.env.NOTES, "out ");';
  await Promise.all([1, 2, 3].map(() => evaluate("setup/lock.mjs", inScope(work), env)));
  expect(readFileSync(env.NOTES, "utf8")).toBe("in out in out in out ");
  expect(readdirSync(folder)).toEqual(["notes"]);
});

test("the lock of a process that is gone is taken over", async () => {
  const env = { LOCK: path.join(folder, "lock") };
  mkdirSync(env.LOCK);
  writeFileSync(path.join(env.LOCK, "owner.json"), JSON.stringify({ id: "x", pid: 2 ** 22 + 1, host: os.hostname() }));
  expect(await evaluate("setup/lock.mjs", inScope("return 7"), env)).toBe(7);
  expect(readdirSync(folder)).toEqual([]);
});

test("a failure releases the lock, and so does an exit", async () => {
  const env = { LOCK: path.join(folder, "lock") };
  await expect(evaluate("setup/lock.mjs", inScope('throw new Error("no")'), env)).rejects.toThrow("no");
  expect(existsSync(env.LOCK)).toBe(false);
  await expect(evaluate("setup/lock.mjs", inScope("process.exit(3)"), env)).rejects.toMatchObject({ code: 3 });
  expect(existsSync(env.LOCK)).toBe(false);
});
