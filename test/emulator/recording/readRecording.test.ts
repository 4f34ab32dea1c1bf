import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator } from "../../../emulator";
import { readRecording } from "../../../emulator/recording/readRecording";
import { InvalidInput } from "../../../emulator/state/input";

const head = '{"partnercenterRecording":1,"session":"s","letters":"l","day":"2026-11-25","somethingNew":true}';
const exchange = (more: object = {}, answer: object = { outcome: "answered", status: 200, headers: {} }): string =>
  JSON.stringify({
    session: "s",
    at: 0,
    ms: 1,
    request: { method: "GET", path: "/v1/customers/<id A>/qualifications", headers: {} },
    answer,
    ...more,
  });

test("a recording written by hand is read, with Windows' line ends and a byte order mark too", () => {
  expect(readRecording(`\uFEFF${head}\r\n${exchange()}\r\n`)).toEqual([
    {
      line: 2,
      scope: "l",
      method: "GET",
      path: "/v1/customers/<id A>/qualifications",
      headers: {},
      answer: { outcome: "answered", status: 200, headers: {}, bom: false },
    },
  ]);
});

test.each<[string, string, string]>([
  ["empty", "", "line 1: it does not begin as a recording of PARTNERCENTER_RECORD does."],
  ["another file", "some: yaml\n", "line 1: it does not begin as a recording of PARTNERCENTER_RECORD does."],
  ["nothing but a head", `${head}\n`, "line 2: it ends before the first exchange."],
  [
    "cut off",
    `${head}\n${exchange()}\n${exchange().slice(0, 90)}`,
    "line 3: it is not whole, or was changed: it is no JSON. Without this line the rest can be played.",
  ],
  ["with an empty line", `${head}\n\n${exchange()}\n`, "line 2: it is not whole, or was changed: it is no JSON."],
  [
    "of another release",
    `${head.replace(":1,", ":2,")}\n`,
    "line 1: it was made by another release of pulumi-partnercenter: play it with that one.",
  ],
  ["without a session", `${head}\n${exchange({ session: "x" })}\n`, "line 2: the line that begins its session is missing before it."],
  ["without an answer", `${head}\n${exchange({ answer: undefined })}\n`, "line 2: answer must be an object."],
  ["with a list", `${head}\n[]\n`, "line 2: The line must be an object."],
  ["with an unknown ending", `${head}\n${exchange({}, { outcome: "lost" })}\n`, 'line 2: answer.outcome must be "answered" or "timedOut"'],
  ["without a status", `${head}\n${exchange({}, { outcome: "answered", headers: {} })}\n`, "line 2: answer.status must be a whole number"],
  [
    "with a bad status",
    `${head}\n${exchange({}, { outcome: "answered", status: 99, headers: {} })}\n`,
    "line 2: answer.status must be a number from 200 to 599.",
  ],
  [
    "with bad headers",
    `${head}\n${exchange({}, { outcome: "answered", status: 200, headers: { a: 1 } })}\n`,
    "line 2: answer.headers.a must be a text.",
  ],
  [
    "with a header that cannot be sent",
    `${head}\n${exchange({}, { outcome: "answered", status: 200, headers: { "a b": "x" } })}\n`,
    "line 2: answer.headers.a b cannot be sent",
  ],
  [
    "with a strange body",
    `${head}\n${exchange({}, { outcome: "answered", status: 200, headers: {}, body: { xml: 1 } })}\n`,
    'line 2: answer.body has an unknown key "xml".',
  ],
  ["without a path", `${head}\n${exchange({ request: { method: "GET", path: "x" } })}\n`, "line 2: request.path must begin with a slash."],
])("a recording that is %s is one error with its line", (_name, text, message) => {
  expect(() => readRecording(text)).toThrow(InvalidInput);
  expect(() => readRecording(text)).toThrow(message);
});

test("the emulator does not start with one, and names the file; nor beside a state file, which has no part in it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "recording-"));
  try {
    const file = join(folder, "recording.jsonl");
    await expect(startEmulator({ replay: file })).rejects.toThrow(`The recording ${file} cannot be read: ENOENT`);
    writeFileSync(file, `${head}\n{`);
    await expect(startEmulator({ replay: file })).rejects.toThrow(`The recording ${file} cannot be played: line 2: it is not whole`);
    writeFileSync(file, `${head}\n${exchange()}\n`);
    await expect(startEmulator({ replay: file, stateFile: join(folder, "state.json") })).rejects.toThrow(
      "A recording is played without a state file",
    );
    const emulator = await startEmulator({ replay: file });
    await emulator.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
