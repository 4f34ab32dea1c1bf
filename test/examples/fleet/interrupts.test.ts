import { EventEmitter } from "node:events";
import { listenForInterrupts } from "../../../examples/fleet/interrupts";

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
