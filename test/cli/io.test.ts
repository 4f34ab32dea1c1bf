import { EventEmitter } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { inFolder, processIo } from "../../cli/io";
import { testIo } from "./support/io";

/** A process with a terminal of a size. */
function processWith(
  env: Record<string, string>,
  { columns, rows, isTTY = true }: { columns?: number; rows?: number; isTTY?: boolean } = {},
) {
  const written: string[] = [];
  const stream = () => Object.assign(new EventEmitter(), { isTTY, columns, rows, write: (text: string) => written.push(text) });
  const [stdout, stderr] = [stream(), stream()];
  return { stdout, written, io: processIo({ stdout, stderr, env, cwd: () => "/here" } as unknown as NodeJS.Process) };
}

test("a terminal has colours unless NO_COLOR or TERM=dumb says no; a dumb one has nothing that moves its cursor", () => {
  expect(processWith({}, { columns: 100, rows: 30 }).io.terminal).toMatchObject({ columns: 100, rows: 30, colour: true });
  expect(processWith({ NO_COLOR: "1" }).io.terminal?.colour).toBe(false);
  expect(processWith({ NO_COLOR: "" }).io.terminal?.colour).toBe(true);
  const { io } = processWith({ TERM: "dumb" });
  expect([io.terminal?.colour, io.terminal?.onResize, io.progress]).toEqual([false, undefined, undefined]);
});

test("what is no terminal is none, and a terminal that does not tell its width has 80 columns", () => {
  const { io } = processWith({}, { isTTY: false });
  expect([io.terminal, io.progress]).toEqual([undefined, undefined]);
  expect(processWith({}).io.terminal?.columns).toBe(80);
  expect(processWith({}, { columns: 0 }).io.terminal?.columns).toBe(80);
});

test.each([
  ["a line", "yes\n", "yes"],
  ["an input that ends", "", ""],
  ["half a line, which nobody has ended", "half", ""],
])("a person is asked on standard error: %s", async (_, typed, answer) => {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  const stderr = Object.assign(new PassThrough(), { isTTY: true });
  const stdout = new PassThrough();
  const io = processIo({ stdin, stdout, stderr, env: {}, cwd: () => "/here" } as unknown as NodeJS.Process);
  stdin.end(typed);
  expect(await io.ask?.("Sure? ")).toBe(answer);
  expect([String(stderr.read()), stdout.read()]).toEqual(["Sure? ", null]);
});

test("nobody is asked where standard input or standard error is no terminal; an interrupt ends a question", async () => {
  const stream = (isTTY: boolean) => Object.assign(new PassThrough(), { isTTY });
  const ioOf = (input: boolean, error: boolean) =>
    processIo({ stdin: stream(input), stdout: stream(true), stderr: stream(error), env: {}, cwd: () => "/" } as unknown as NodeJS.Process);
  expect([ioOf(false, true).ask, ioOf(true, false).ask]).toEqual([undefined, undefined]);
  await expect(ioOf(true, true).ask?.("Sure? ", AbortSignal.abort())).rejects.toThrow();
});

test("its size is that of now, and a change is told until nobody listens", () => {
  const { io, stdout } = processWith({}, { columns: 100, rows: 30 });
  const seen: unknown[] = [];
  const stop = io.terminal?.onResize?.(() => seen.push([io.terminal?.columns, io.terminal?.rows]));
  Object.assign(stdout, { columns: 50, rows: 10 });
  stdout.emit("resize");
  stop?.();
  stdout.emit("resize");
  expect(seen).toEqual([[50, 10]]);
});

test("progress stands in one line, and an empty one takes it away", () => {
  const { io, written } = processWith({});
  io.progress?.("1 of 2");
  io.progress?.("");
  expect(written).toEqual(["\r\u001B[K1 of 2", "\r\u001B[K"]);
});

test("--cwd is a folder, as the shell sees it", () => {
  const folder = mkdtempSync(join(tmpdir(), "partnercenter-io-"));
  try {
    writeFileSync(join(folder, "file"), "");
    const io = testIo(folder);
    expect(inFolder(io, undefined).cwd).toBe(folder);
    expect(inFolder(io, "..").cwd).toBe(tmpdir());
    for (const wrong of ["none", "file"]) {
      expect(() => inFolder(io, wrong)).toThrow(
        `There is no folder ${JSON.stringify(join(folder, wrong))}. Name the folder of the Pulumi project with --cwd.`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
