import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmulator } from "../../emulator";
import { type DynamicProvider, startDynamicProvider } from "./support/dynamicProvider";
import { type Plugin, startPlugin } from "./support/plugin";
import { education } from "./support/world";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "recording-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const customers = Array.from({ length: 8 }, (_, index) => `0c39d6d5-c70d-4c55-bc02-f62084400${100 + index}`);

interface Line {
  readonly partnercenterRecording?: 1;
  readonly session: string;
  readonly letters?: string;
  readonly request?: { readonly method: string; readonly path: string };
}

test("six processes of both fronts write to one new file at once: each line is whole, and a customer has the same letters in all", async () => {
  const file = path.join(folder, "recording.jsonl");
  await using emulator = await startEmulator();
  for (const id of customers) emulator.control.addCustomer({ id });
  // Long lines, which a write in parts would tear.
  const long = JSON.stringify(Array.from({ length: 400 }, () => ({ qualification: "StateOwnedEntity", vettingReason: "Contoso" })));
  emulator.control.fault({ kind: "status", match: { method: "GET", path: "/qualifications" }, status: 200, body: long, times: "always" });
  const env = { PARTNERCENTER_EMULATOR: emulator.url, PARTNERCENTER_RECORD: file, XDG_DATA_HOME: folder };
  const fronts = [startDynamicProvider, startDynamicProvider, startDynamicProvider, startPlugin, startPlugin, startPlugin];
  const processes = await Promise.all(fronts.map((start): Promise<DynamicProvider | Plugin> => start({ env })));
  try {
    await Promise.all(
      processes.flatMap((each) =>
        customers.map((customerId) =>
          each.read(`${customerId}/Education`, { ...education, customerId, vettingStatus: "InReview", __service: "emulator", __format: 1 }),
        ),
      ),
    );
  } finally {
    await Promise.all(processes.map((each) => each.stop()));
  }
  const text = readFileSync(file, "utf8");
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
  const heads = lines.filter(({ partnercenterRecording }) => partnercenterRecording === 1);
  expect(new Set(heads.map(({ session }) => session)).size).toBe(6);
  expect(new Set(heads.map(({ letters }) => letters)).size).toBe(1);
  const paths = heads.map(({ session }) =>
    lines.flatMap((line) => (line.session === session && line.request ? [line.request.path] : [])).sort(),
  );
  for (const ofOne of paths) expect(ofOne).toEqual(paths[0]);
  expect(paths[0]?.filter((each) => each.endsWith("/qualifications"))).toHaveLength(8);
  expect(paths[0]?.filter((each) => each.endsWith("/token"))).toHaveLength(1);
  expect(new Set(paths[0]).size).toBe(9);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  for (const secret of [
    ...customers,
    "Contoso",
    "emulator-refresh-token",
    "emulator-client-secret",
    "eyJ",
    "11111111-eeee",
    "22222222-eeee",
  ]) {
    expect(text).not.toContain(secret);
  }
  for (const { logs } of processes) {
    expect(logs.filter(({ message }) => message.includes("PARTNERCENTER_RECORD"))).toMatchObject([{ severity: "info", urn: "" }]);
  }
});

test.each([
  ["dynamic provider", startDynamicProvider],
  ["plugin", startPlugin],
])("%s: a file that cannot be written is one warning of the stack, and everything is done all the same", async (_front, start) => {
  const file = path.join(folder, "missing", "recording.jsonl");
  await using emulator = await startEmulator();
  for (const id of customers) emulator.control.addCustomer({ id });
  await using provider: DynamicProvider | Plugin = await start({
    env: { PARTNERCENTER_EMULATOR: emulator.url, PARTNERCENTER_RECORD: file, XDG_DATA_HOME: folder },
  });
  for (const customerId of customers.slice(0, 2)) {
    expect((await provider.create({ ...education, customerId })).outs["vettingStatus"]).toBe("InReview");
  }
  expect(provider.logs.filter(({ message }) => message.includes("PARTNERCENTER_RECORD"))).toMatchObject([
    {
      severity: "warning",
      urn: "",
      message: `The requests of this run are not recorded in ${file} (PARTNERCENTER_RECORD): there is no such folder. The run goes on without.`,
    },
  ]);
});
