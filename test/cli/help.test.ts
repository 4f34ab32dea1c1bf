import { readFileSync } from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import { createProgram } from "../../cli/program";
import { failOnNames, separators } from "../../cli/status/choices";
import { columns } from "../../cli/status/columns";
import { defaultCommandPort } from "../../emulator/command";

function helpOf(command: Command): string {
  let help = "";
  command.configureOutput({
    writeOut: (text) => {
      help += text;
    },
  });
  command.outputHelp();
  return help;
}

const commands = createProgram().commands.map((command) => [command.name(), command] as const);
const page = (name: string): string => readFileSync(path.resolve(__dirname, "../../docs", name), "utf8");

test.each(commands)("%s --help says what it does and how it ends", (_, command) => {
  const help = helpOf(command);
  expect(help).toMatch(/^Usage: /);
  expect(help).toMatch(/-h, --help/);
  expect(help.replace(/\s+/g, " ")).toMatch(/Exit codes: 0 .*; 1 /);
  for (const option of command.options) expect(`${option.long}: ${option.description}`).toMatch(/: \S/);
});

test.each(commands.filter(([name]) => ["login", "doctor", "status", "adopt", "emulator", "probe"].includes(name)))(
  "%s says what Ctrl-C does",
  (_, command) => {
    expect(helpOf(command)).toContain("130 Ctrl-C");
  },
);

test.each(commands)("%s: whoever reads a stack can be told which one, and in which folder", (_, command) => {
  const options = command.options.map(({ long }) => long);
  if (options.includes("--stack")) expect(options).toContain("--cwd");
});

test("a default that a help text names is the one that is taken", () => {
  const option = (name: string, long: string) => commands.find(([each]) => each === name)?.[1].options.find((each) => each.long === long);
  expect(option("emulator", "--port")?.description).toContain(`(default: ${defaultCommandPort})`);
  expect(option("login", "--timeout")?.defaultValue).toBe(10);
  expect(option("status", "--interval")?.defaultValue).toBe(60);
  expect(option("status", "--fail-on")?.description).toContain(failOnNames.join(","));
});

test("the page on status names each column, each word of --fail-on and each separator, and no other column", () => {
  const text = page("status.md");
  for (const name of [...columns.map(({ key }) => key), ...failOnNames]) expect(text).toContain(`\`${name}\``);
  for (const name of Object.keys(separators)) if (name !== "comma") expect(text).toMatch(new RegExp(`\\b${name}\\b`));
  const listed = /A qualification has the same columns in both: (.*?)\.\n/s.exec(text)?.[1]?.replace(/\s*\(.*?\)/gs, "");
  expect(listed?.match(/`(\w+)`/g)?.map((name) => name.slice(1, -1))).toEqual(columns.map(({ key }) => key));
});

test.each([
  ["status", "status.md"],
  ["adopt", "adopting.md"],
  ["probe", "probe.md"],
])("%s: its page has a line for each exit code that its help names", (name, file) => {
  const command = commands.find(([each]) => each === name)?.[1];
  const codes = [...(/Exit codes:([\s\S]*)$/.exec(command === undefined ? "" : helpOf(command))?.[1] ?? "").matchAll(/\b(\d+) /g)].map(
    ([, code]) => code,
  );
  expect(codes.length).toBeGreaterThan(2);
  for (const code of codes) expect(page(file)).toContain(`\n| ${code} | `);
});
