import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openRecord } from "../../../examples/fleet/record";
import { shard } from "./support";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "fleet-"));
  file = path.join(folder, "deep", "run");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a run goes on where the last one ended, but for shards whose lines have changed", () => {
  const first = openRecord(file, "up", "file://state", false);
  first.add(shard(1));
  first.add(shard(2));
  const next = openRecord(file, "up", "file://state", true);
  expect([shard(1), shard(2), shard(3)].map(next.has)).toEqual([true, true, false]);
  const [one, ...others] = shard(1).customers;
  if (!one) throw new Error("no customer");
  expect(next.has({ ...shard(1), customers: [...others, one] })).toBe(true);
  expect(next.has({ ...shard(1), customers: others })).toBe(false);
  expect(next.has({ ...shard(1), customers: [{ ...one, website: "new.example" }, ...others] })).toBe(false);
  expect(next.has({ ...shard(1), stack: "shard-1-of-8" })).toBe(false);
});

test("without --resume everything begins anew", () => {
  openRecord(file, "up", "", false).add(shard(1));
  expect(openRecord(file, "up", "", false).has(shard(1))).toBe(false);
  expect(openRecord(file, "up", "", true).has(shard(1))).toBe(false);
});

test("with --resume and no run before, everything is to do", () => {
  expect(openRecord(file, "up", "", true).has(shard(1))).toBe(false);
});

test("a run that was killed while it wrote loses that line only", () => {
  openRecord(file, "up", "", false).add(shard(1));
  appendFileSync(file, "\nshard-2-of-4 12ab");
  const next = openRecord(file, "up", "", true);
  next.add(shard(3));
  expect([shard(1), shard(2), shard(3)].map(openRecord(file, "up", "", true).has)).toEqual([true, false, true]);
});

test("the run of another command, or on another backend, cannot be resumed", () => {
  openRecord(file, "destroy", "file://state", false).add(shard(1));
  expect(() => openRecord(file, "up", "file://state", true)).toThrow("Run it without --resume");
  expect(() => openRecord(file, "destroy", "file://other", true)).toThrow("Run it without --resume");
});
