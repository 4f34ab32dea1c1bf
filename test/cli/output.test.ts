import { EventEmitter } from "node:events";
import { endWhenUnread } from "../../cli/output";
import { spawnInNode } from "../support/plainNode";

function listen() {
  const streams = { stdout: new EventEmitter(), stderr: new EventEmitter() };
  const [ends, told]: [number[], string[]] = [[], []];
  endWhenUnread(
    streams,
    (code) => void ends.push(code),
    (message) => void told.push(message),
  );
  const fail = (name: "stdout" | "stderr", code: string) =>
    streams[name].emit("error", Object.assign(new Error(`write ${code}`), { code }));
  return { ends, told, fail };
}

test.each(["stdout", "stderr"] as const)("whoever reads %s has gone: the end, without a word", (name) => {
  const { ends, told, fail } = listen();
  fail(name, "EPIPE");
  expect([ends, told]).toEqual([[141], []]);
});

test("a full disk is named, and fails", () => {
  const { ends, told, fail } = listen();
  fail("stdout", "ENOSPC");
  expect([ends, told]).toEqual([[1], ["The output could not be written: write ENOSPC\n"]]);
});

test("where errors cannot be printed, that is not printed", () => {
  const { ends, told, fail } = listen();
  fail("stderr", "ENOSPC");
  expect([ends, told]).toEqual([[1], []]);
});

test("partnercenter … | head ends as any command does", async () => {
  const child = spawnInNode(`
    process.argv.push("emulator", "--assumptions");
    require("./cli/main");`);
  child.stdout.destroy();
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const code = await new Promise((resolve) => child.on("exit", resolve));
  expect([code, stderr]).toEqual([141, ""]);
});
