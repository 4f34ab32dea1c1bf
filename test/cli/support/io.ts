import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { CliIo } from "../../../cli/io";

/** What a command said, apart from the process. */
export interface TestIo extends CliIo {
  readonly said: { out: string; err: string };
}

/** The environment has none of the caller's settings. */
export function testIo(cwd: string, env: Record<string, string> = {}): TestIo {
  const said = { out: "", err: "" };
  const inherited = Object.entries(process.env).filter(([name]) => !/^(PULUMI|PARTNERCENTER|AZURE|IDENTITY)_/.test(name));
  return {
    said,
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    env: { ...Object.fromEntries(inherited), ...env },
    cwd,
  };
}

/** A Pulumi project with a `pulumi` that writes down how it was called, and answers as the test says. */
export interface FakePulumi {
  readonly project: string;
  readonly env: Record<string, string>;
  /** What `stack export` prints from now on. */
  exported(value: unknown): void;
  /** One line for each call: its arguments and what came by standard input. */
  calls(): { args: string; input: string }[];
}

export function fakePulumi(
  folder: string,
  answers: { config?: Record<string, string>; fails?: string | RegExp; complaint?: string; version?: string; export?: unknown } = {},
): FakePulumi {
  const [project, bin] = [join(folder, "project"), join(folder, "bin")];
  for (const place of [project, bin]) mkdirSync(place, { recursive: true });
  writeFileSync(join(project, "Pulumi.yaml"), "name: test\nruntime: nodejs\n");
  const log = join(folder, "calls");
  writeFileSync(log, "");
  const exported = (value: unknown): void =>
    writeFileSync(join(folder, "export"), typeof value === "string" ? value : JSON.stringify(value ?? {}));
  exported(answers.export);
  const config = Object.fromEntries(
    Object.entries(answers.config ?? {}).map(([key, value]) => [`partnercenter:${key}`, { value, secret: false }]),
  );
  writeFileSync(
    join(bin, "pulumi"),
    `#!${process.execPath}
const fs = require("node:fs");
const args = process.argv.slice(2).join(" ");
const input = fs.readFileSync(0, "utf8");
fs.appendFileSync(${JSON.stringify(log)}, JSON.stringify({ args, input }) + "\\n");
const fails = ${answers.fails instanceof RegExp ? answers.fails : JSON.stringify(answers.fails ?? "")};
if (typeof fails === "string" ? fails && args.startsWith(fails) : fails.test(args)) { console.error(${JSON.stringify(answers.complaint ?? "error: no stack selected; please use `pulumi stack select`")}); process.exit(255); }
if (args.startsWith("config --show-secrets")) console.log(${JSON.stringify(JSON.stringify(config))});
if (args.startsWith("stack export")) process.stdout.write(fs.readFileSync(${JSON.stringify(join(folder, "export"))}, "utf8"));
if (args.startsWith("stack --show-name")) console.log("prod");
if (args.startsWith("version")) console.log(${JSON.stringify(answers.version ?? "v3.259.0")});
`,
  );
  chmodSync(join(bin, "pulumi"), 0o755);
  return {
    project,
    exported,
    env: { PATH: `${bin}${delimiter}${process.env["PATH"]}` },
    calls: () =>
      readFileSync(log, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line) as { args: string; input: string }),
  };
}
