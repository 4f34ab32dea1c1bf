import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(__dirname, "../..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
const { version } = JSON.parse(read("package.json")) as { version: string };

interface Entry {
  readonly version: string;
  readonly date?: string;
  readonly heading: string;
  readonly sections: readonly string[];
  readonly text: string;
}
const { readChangelog, notesOf } = require("../../scripts/changelog/read.cjs") as {
  readonly readChangelog: (markdown: string) => readonly Entry[];
  readonly notesOf: (markdown: string, version: string) => string | undefined;
};

/** Those of Keep a Changelog, in its order, and what a version asks of those who upgrade. */
const known = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security", "Upgrade notes"];

/** What is wrong with the form of a changelog. */
function faults(markdown: string): string[] {
  const entries = readChangelog(markdown);
  const released = entries.slice(1);
  const numbers = released.map((entry) => entry.version.split(".").map(Number));
  return [
    ...(markdown.startsWith("# Changelog\n") ? [] : ["it does not begin with its title"]),
    ...(entries[0]?.heading === "[Unreleased]" ? [] : ["it does not begin with [Unreleased]"]),
    ...released.flatMap(({ heading, version: name, date = "" }) =>
      /^\d+\.\d+\.\d+$/.test(name) && new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date) ? [] : [`${heading}: no version and date`],
    ),
    ...numbers.flatMap((number, i) =>
      i > 0 && compare(numbers[i - 1] ?? [], number) <= 0 ? [`${released[i]?.heading}: out of order`] : [],
    ),
    ...entries.flatMap(({ heading, sections }) => {
      const places = sections.map((name) => known.indexOf(name));
      const sound = !places.includes(-1) && places.every((place, i) => i === 0 || place > (places[i - 1] ?? 0));
      return sound ? [] : [`${heading}: its sections are ${sections.join(", ")}`];
    }),
    ...entries.flatMap(({ heading, sections }) =>
      sections.length === 0 || sections.includes("Upgrade notes")
        ? []
        : [`${heading}: no upgrade notes (add "### Upgrade notes"; "Nothing." is enough)`],
    ),
    ...entries.flatMap(({ heading, text }) => (/^### [^\n]+\s*(?=^### |$(?![\s\S]))/m.test(text) ? [`${heading}: an empty section`] : [])),
  ];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const i = a.findIndex((part, at) => part !== b[at]);
  return i < 0 ? 0 : (a[i] ?? 0) - (b[i] ?? 0);
}

test("the changelog has the form of Keep a Changelog, and each version says what it asks of those who upgrade", () => {
  expect(faults(read("CHANGELOG.md"))).toEqual([]);
});

test("a changelog of another form is noticed", () => {
  const notes = "### Upgrade notes\n\nNone.\n";
  const sound = `# Changelog\n\n## [Unreleased]\n\n## [0.10.0] - 2026-12-01\n\n### Fixed\n\n- It.\n\n${notes}\n## [0.9.0] - 2026-11-30\n\n${notes}`;
  expect(faults(sound)).toEqual([]);
  expect(faults(sound.replace("2026-12-01", "2026-02-30"))).toEqual(["[0.10.0] - 2026-02-30: no version and date"]);
  expect(faults(sound.replace("0.9.0", "0.11.0"))).toEqual(["[0.11.0] - 2026-11-30: out of order"]);
  expect(faults(sound.replace("Fixed", "Mended"))).toEqual(["[0.10.0] - 2026-12-01: its sections are Mended, Upgrade notes"]);
  expect(faults(sound.replace("- It.", ""))).toEqual(["[0.10.0] - 2026-12-01: an empty section"]);
  expect(faults(sound.replace(notes, ""))).toEqual([
    '[0.10.0] - 2026-12-01: no upgrade notes (add "### Upgrade notes"; "Nothing." is enough)',
  ]);
  expect(faults(sound.replace("## [Unreleased]\n\n", ""))).toContainEqual("it does not begin with [Unreleased]");
});

test("the notes of a release are its own section, and there are none for what has no date", () => {
  const markdown =
    "# Changelog\n\n## [Unreleased]\n\n- Later\n\n## [0.2.0] - 2026-12-01\n\n### Added\n\n- This\n\n## [0.1.0] - 2026-11-01\n\n- That\n";
  expect(notesOf(markdown, "0.2.0")).toBe("### Added\n\n- This");
  expect(notesOf(markdown, "Unreleased")).toBeUndefined();
  expect(notesOf(markdown, "0.3.0")).toBeUndefined();
});

test("the state that each released version wrote is kept, and that of the next release too", () => {
  const released = readChangelog(read("CHANGELOG.md")).flatMap((entry) => (entry.date === undefined ? [] : [entry.version]));
  const files = [...new Set([...released, version])].flatMap((name) =>
    ["index.js", "stack.json", "emulator.state"].map((file) => `test/consumers/state/${name}/${file}`),
  );
  expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});
