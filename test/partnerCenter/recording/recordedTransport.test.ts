import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HttpRequest, Outcome } from "../../../provider/http/outcome";
import { createTransport, type Transport } from "../../../provider/http/transport";
import { letterKey, userFolder } from "../../../provider/partnerCenter/recording/letterKey";
import { recordedTransport } from "../../../provider/partnerCenter/recording/recordedTransport";
import { systemPorts } from "../../../provider/systemPorts";
import { customerId, recordingDiagnostics } from "../../support/partnerCenter";
import { json, startServer } from "../../support/server";
import { VirtualClock } from "../../support/virtualClock";

const facts = { version: "0.2.0", cloud: "global", apiContract: "2023-05" };
const answer: Outcome = { kind: "answered", status: 200, reason: "OK", headers: {}, body: Buffer.from("[]") };
const request = (id = customerId): HttpRequest => ({
  method: "GET",
  url: `https://api.partnercenter.microsoft.com/v1/customers/${id}/qualifications`,
  headers: {},
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "recording-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function recorded(file: string, transport: Transport = { send: async () => answer }, keyFolder = join(folder, "key")) {
  const diagnostics = recordingDiagnostics();
  return {
    ...recordedTransport(transport, file, { clock: systemPorts, report: diagnostics.report, facts, keyFolder }),
    messages: diagnostics.messages,
  };
}

const lines = (file: string): Record<string, unknown>[] =>
  readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test("each exchange of a real server is one line, after one that says what made it; nothing of the answer is changed", async () => {
  const server = await startServer((received, response) => {
    if (received.method === "POST") return json(response, 403, { code: 1002, description: "Contoso may not", source: "PartnerFD" });
    return json(
      response,
      200,
      [{ qualification: "Education", vettingStatus: "InReview", vettingCreateDate: "2026-11-20T10:11:12.1234567Z" }],
      {
        "MS-RequestId": customerId,
      },
    );
  });
  try {
    const file = join(folder, "recording.jsonl");
    const transport = recorded(file, createTransport(systemPorts));
    const url = `${server.url}/v1/customers/${customerId}/qualifications`;
    const read = await transport.send({ method: "GET", url, headers: { Authorization: "Bearer the-token" } });
    expect(read).toMatchObject({ kind: "answered", status: 200 });
    expect("body" in read ? Buffer.from(read.body).toString() : "").toContain("10:11:12");
    await transport.send({ method: "POST", url, headers: {}, body: '{"qualification":"Education","website":"contoso.edu"}' });

    const [head, get, post] = lines(file);
    expect(head).toEqual({
      partnercenterRecording: 1,
      session: expect.stringMatching(/^[a-z]{8}$/),
      letters: expect.stringMatching(/^[a-z]{8}$/),
      day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      ...facts,
      node: process.versions.node,
      platform: process.platform,
    });
    expect(get).toMatchObject({
      session: head?.["session"],
      at: 0,
      ms: expect.any(Number),
      request: { method: "GET", host: "this machine", path: expect.stringMatching(/^\/v1\/customers\/<id [a-z]{8}>\/qualifications$/) },
      answer: {
        outcome: "answered",
        status: 200,
        body: {
          json: [
            {
              qualification: "Education",
              vettingStatus: "InReview",
              vettingCreateDate: expect.stringMatching(/^<date 2026-11-20 [a-z]{8} \.7Z>$/),
            },
          ],
        },
      },
    });
    expect(post).toMatchObject({
      request: { body: { json: { qualification: "Education", website: expect.stringMatching(/^<domain /) } } },
      answer: { status: 403, body: { json: { code: 1002, source: "PartnerFD" } } },
    });
    expect(transport.messages).toEqual([
      {
        severity: "info",
        message: `The requests of this run are recorded in ${file} (PARTNERCENTER_RECORD): no id, name, domain, secret or time of anybody is in it.`,
      },
    ]);
  } finally {
    await server.close();
  }
});

test("the file is the user's alone, and so is the key of the letters, which is not beside it", async () => {
  const file = join(folder, "recording.jsonl");
  await recorded(file).send(request());
  const key = join(folder, "key", "recording.key");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(key).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder).sort()).toEqual(["key", "recording.jsonl"]);
  expect(readdirSync(join(folder, "key"))).toEqual(["recording.key"]);
  const text = readFileSync(file, "utf8");
  expect(text).not.toContain(readFileSync(key).toString("hex"));
  expect(text).not.toContain(readFileSync(key).toString("base64"));
});

test("sessions that follow each other have the same letters for the same customer; another key gives others", async () => {
  const [one, two] = [join(folder, "one.jsonl"), join(folder, "two.jsonl")];
  for (const keyFolder of ["key", "key", "other"]) {
    await recorded(one, undefined, join(folder, keyFolder)).send(request());
  }
  await recorded(two).send(request());
  const pathOf = (line: Record<string, unknown> = {}): unknown => (line["request"] as { path: string }).path;
  const [head, first, secondHead, second, otherHead, other] = lines(one);
  expect([pathOf(second), secondHead?.["letters"]]).toEqual([pathOf(first), head?.["letters"]]);
  expect(secondHead?.["session"]).not.toBe(head?.["session"]);
  expect(otherHead?.["letters"]).not.toBe(head?.["letters"]);
  expect(pathOf(other)).not.toBe(pathOf(first));
  // The same customer in another file cannot be told by its letters.
  expect(pathOf(lines(two)[1])).not.toBe(pathOf(first));
});

test("where no key can be kept, the letters are this session's alone", async () => {
  writeFileSync(join(folder, "no folder"), "");
  const file = join(folder, "recording.jsonl");
  for (const _ of [1, 2]) await recorded(file, undefined, join(folder, "no folder")).send(request());
  const [head, , second] = lines(file);
  expect(head?.["letters"]).not.toBe(second?.["letters"]);
});

test("a key that is no key is not used", () => {
  mkdirSync(join(folder, "key"));
  writeFileSync(join(folder, "key", "recording.key"), "short");
  expect(letterKey("/x", join(folder, "key"))).not.toEqual(letterKey("/x", join(folder, "key")));
});

const ofUnix: [string, (file: string) => void, string][] = [
  ["a pipe", (file) => execFileSync("mkfifo", [file]), "it is no file"],
  ["a link to nowhere", (file) => symlinkSync(join(folder, "nowhere"), file), "there is no such folder"],
];

test.each<[string, (file: string) => void, string]>([
  ...(process.platform === "win32" ? [] : ofUnix),
  ["in no folder", () => {}, "there is no such folder"],
  ["a folder", (file) => mkdirSync(file, { recursive: true }), "it is a folder"],
  ["somebody's notes", (file) => write(file, "my notes\n"), "it holds something else, which is left alone"],
  ["full", (file) => full(file), "it has reached 32 MiB"],
])("a file that is %s is one warning, and the run goes on", async (name, make, why) => {
  const file = name === "in no folder" ? join(folder, "missing", "recording.jsonl") : join(folder, "recording.jsonl");
  make(file);
  const before = name === "somebody's notes" ? readFileSync(file, "utf8") : undefined;
  const transport = recorded(file);
  expect(await transport.send(request())).toBe(answer);
  expect(await transport.send(request())).toBe(answer);
  expect(transport.messages.filter(({ severity }) => severity === "warning")).toEqual([
    {
      severity: "warning",
      message: `The requests of this run are not recorded in ${file} (PARTNERCENTER_RECORD): ${why}. The run goes on without.`,
    },
  ]);
  if (before !== undefined) expect(readFileSync(file, "utf8")).toBe(before);
  expect(existsSync(join(folder, "nowhere"))).toBe(false);
});

function write(file: string, text: string): void {
  writeFileSync(file, text);
  chmodSync(file, 0o600);
}

function full(file: string): void {
  write(file, '{"partnercenterRecording":1,"session":"abcdefgh"}\n');
  truncateSync(file, 32 * 1024 * 1024);
}

test("an exchange that cannot be understood ends the recording, never the run, and nothing of it is told", async () => {
  const file = join(folder, "recording.jsonl");
  const hostile = {
    kind: "answered",
    status: 200,
    reason: "",
    headers: {},
    get body(): never {
      throw new Error("contoso");
    },
  } as unknown as Outcome;
  const transport = recorded(file, { send: async () => hostile });
  expect(await transport.send(request())).toBe(hostile);
  expect(transport.messages.at(-1)).toEqual({
    severity: "warning",
    message: `The requests of this run are not recorded in ${file} (PARTNERCENTER_RECORD): an exchange could not be understood. The run goes on without.`,
  });
});

test("times are whole milliseconds since the first sending, and never negative where the clock jumps", async () => {
  const file = join(folder, "recording.jsonl");
  const clock = new VirtualClock();
  let jump = 0;
  const jumping = { now: () => clock.now() + jump, timer: clock.timer.bind(clock) };
  const { report } = recordingDiagnostics();
  const slow: Transport = {
    async send() {
      jump += 12.6;
      return answer;
    },
  };
  const transport = recordedTransport(slow, file, { clock: jumping, report, facts, keyFolder: join(folder, "key") });
  await transport.send(request());
  await transport.send(request());
  jump = -5000;
  await transport.send(request());
  expect(
    lines(file)
      .slice(1)
      .map(({ at, ms }) => [at, ms]),
  ).toEqual([
    [0, 13],
    [13, 13],
    [0, 13],
  ]);
});

test.each<[NodeJS.ProcessEnv, NodeJS.Platform, string]>([
  [{ XDG_DATA_HOME: "/data" }, "linux", join("/data", "pulumi-partnercenter")],
  [{}, "linux", join("/home/ann", ".local", "share", "pulumi-partnercenter")],
  [{}, "darwin", join("/home/ann", "Library", "Application Support", "pulumi-partnercenter")],
  [{ LOCALAPPDATA: "/local" }, "win32", join("/local", "pulumi-partnercenter")],
])("the key's folder with %j on %s is %s", (env, platform, path) => {
  expect(userFolder(env, platform, "/home/ann")).toBe(path);
});
