import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openRecord, placeOf, type RunHead } from "../../../cli/fleet/record";
import { shard } from "./support";

const up: RunHead = { operation: "up", place: "here" };

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "fleet-"));
  file = path.join(folder, "deep", "run");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a run goes on where the last one ended, but for shards whose lines have changed", () => {
  const first = openRecord(file, up, false);
  first.add(shard(1));
  first.add(shard(2));
  const next = openRecord(file, up, true);
  expect([shard(1), shard(2), shard(3)].map(next.has)).toEqual([true, true, false]);
  const [one, ...others] = shard(1).customers;
  if (!one) throw new Error("no customer");
  expect(next.has({ ...shard(1), customers: [...others, one] })).toBe(true);
  expect(next.has({ ...shard(1), customers: others })).toBe(false);
  expect(next.has({ ...shard(1), customers: [{ ...one, website: "new.example" }, ...others] })).toBe(false);
  expect(next.has({ ...shard(1), stack: "shard-1-of-8" })).toBe(false);
});

test("without --resume everything begins anew", () => {
  openRecord(file, up, false).add(shard(1));
  expect(openRecord(file, up, false).has(shard(1))).toBe(false);
  expect(openRecord(file, up, true).has(shard(1))).toBe(false);
});

test("with --resume and no run before, everything is to do", () => {
  expect(openRecord(file, up, true).has(shard(1))).toBe(false);
});

test("a run that was killed while it wrote loses that line only", () => {
  openRecord(file, up, false).add(shard(1));
  appendFileSync(file, "\nshard-2-of-4 12ab");
  const next = openRecord(file, up, true);
  next.add(shard(3));
  expect([shard(1), shard(2), shard(3)].map(openRecord(file, up, true).has)).toEqual([true, false, true]);
});

test.each([
  ["command", { operation: "destroy" }],
  ["place", { place: "elsewhere" }],
] as const)("a run with another %s cannot be resumed", (_, other) => {
  openRecord(file, { ...up, ...other }, false).add(shard(1));
  expect(() => openRecord(file, up, true)).toThrow("Run it without --resume");
});

test("another backend, the emulator, another address, tenant or project file are another place, and no value is written down", () => {
  const places = [
    placeOf("postgres://ada:secret@host/state", {}, ""),
    placeOf("file://state", {}, ""),
    placeOf("file://state", { PARTNERCENTER_EMULATOR: "http://127.0.0.1:8917" }, ""),
    placeOf("file://state", { PARTNERCENTER_ENDPOINT: "http://127.0.0.1:8917" }, ""),
    placeOf("file://state", { PARTNERCENTER_TENANT_ID: "contoso.example" }, ""),
    placeOf("file://state", { AZURE_TENANT_ID: "contoso.example" }, ""),
    placeOf("file://state", {}, "config: { partnercenter:tenantId: contoso.example }"),
  ];
  expect(new Set(places).size).toBe(places.length);
  expect(places.join()).not.toMatch(/contoso|secret/);
  expect(placeOf("file://state", { PATH: "other" }, "")).toBe(places[1]);
});

test("a record that cannot be written says so, and the shard does not count as finished", () => {
  const record = openRecord(file, up, false);
  rmSync(path.dirname(file), { recursive: true });
  expect(record.add(shard(1))).toMatch(/^It is finished, but --resume will not know: .*ENOENT/);
  expect(record.has(shard(1))).toBe(false);
});
