import { EventEmitter } from "node:events";
import { listenForInterrupts, whenUnread } from "../../../cli/fleet/ends";

function listen(terminal: boolean) {
  const signals = new EventEmitter();
  const told: string[] = [];
  const interrupts = listenForInterrupts({ terminal, tell: (message) => void told.push(message), signals });
  return { signals, told, interrupts, state: () => [interrupts.stop.aborted, interrupts.cancel.aborted] };
}

test("Ctrl-C in a terminal, which pulumi hears too: nothing adds to it, and nobody is told to press again", () => {
  const { signals, told, state } = listen(true);
  signals.emit("SIGINT");
  expect(state()).toEqual([true, false]);
  expect(told).toEqual([expect.stringContaining("Do not press again")]);
  signals.emit("SIGINT");
  expect(state()).toEqual([true, false]);
});

test.each([
  [true, "SIGTERM"],
  [false, "SIGTERM"],
  [false, "SIGINT"],
])("terminal %s, %s to fleet alone: those under way finish, one more ends them", (terminal, signal) => {
  const { signals, told, state } = listen(terminal);
  signals.emit(signal);
  expect(state()).toEqual([true, false]);
  expect(told).toEqual([expect.stringContaining("Once more ends them")]);
  signals.emit(signal);
  expect(state()).toEqual([true, true]);
});

test("after Ctrl-C in a terminal, SIGTERM is the hard way", () => {
  const { signals, state } = listen(true);
  signals.emit("SIGINT");
  signals.emit("SIGTERM");
  expect(state()).toEqual([true, true]);
});

test("once closed, nothing is heard", () => {
  const { signals, interrupts } = listen(false);
  interrupts.close();
  expect(signals.listenerCount("SIGINT") + signals.listenerCount("SIGTERM")).toBe(0);
});

test("a stream whose reader has gone aborts, however often it says so, and nothing is thrown or ended", () => {
  const [stdout, stderr] = [new EventEmitter(), new EventEmitter()];
  const ended: string[] = [];
  stdout.on("error", () => ended.push("at once"));
  const told: string[] = [];
  const unread = whenUnread({ stdout, stderr }, (message) => void told.push(message));
  expect(unread.aborted).toBe(false);
  for (let writes = 0; writes < 3; writes++) stderr.emit("error", Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
  stdout.emit("error", Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
  expect(unread.aborted).toBe(true);
  expect([ended, told]).toEqual([[], []]);
});

test("a full disk is told, once", () => {
  const [stdout, stderr] = [new EventEmitter(), new EventEmitter()];
  const told: string[] = [];
  const unread = whenUnread({ stdout, stderr }, (message) => void told.push(message));
  for (let writes = 0; writes < 2; writes++)
    stdout.emit("error", Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" }));
  expect(unread.aborted).toBe(true);
  expect(told).toEqual(["The output cannot be written (ENOSPC: no space left on device, write): no further shard is begun.\n"]);
});
