import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { Command } from "commander";
import ts from "typescript";
import { parse } from "yaml";
import { keys, otherVariables } from "../../provider/config/keys";
import { packageSchema } from "../../provider/plugin/schema";
import { type Block, blocksOf, linksOf, type Page, readPage, slugsOf } from "./support/markdown";

const root = path.resolve(__dirname, "../..");

/** `partnercenter` with all its commands: each is a file that exports what adds it. */
const cli = new Command("partnercenter");
for (const name of readdirSync(path.join(root, "cli")).filter((file) => file.endsWith("Command.ts"))) {
  for (const add of Object.values(require(path.join(root, "cli", name)) as Record<string, (program: Command) => void>)) add(cli);
}

/** Every page that people read: the root, docs and the examples. */
function pagesBelow(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return /^(\.work|node_modules|reference|dist)$/.test(entry.name) ? [] : pagesBelow(name);
    return name.endsWith(".md") ? [name] : [];
  });
}

const rootPages = readdirSync(root).filter((name) => name.endsWith(".md"));
const pages: Page[] = [...rootPages, ...pagesBelow("docs"), ...pagesBelow("examples"), ...pagesBelow("scripts")].map((name) =>
  readPage(root, name),
);
/** What the Registry, and the SDKs of all languages, show. */
const schema = packageSchema({ version: "0.0.0" }) as Readonly<Record<"resources" | "functions", Readonly<Record<string, Described>>>>;
interface Described {
  readonly description: string;
}
const shownBySchema = [...Object.entries(schema.resources), ...Object.entries(schema.functions)].flatMap(([token, { description }]) =>
  blocksOf({ file: token, text: description }).map((block) => ({ ...block, language: block.language.replace("typescript", "ts") })),
);
const blocks = [...pages.flatMap((page) => blocksOf(page)), ...shownBySchema];
const inLanguage = (...languages: string[]): [string, Block][] =>
  blocks.filter(({ language }) => languages.includes(language)).map((block) => [block.place, block]);

const checked = ["ts", "js", "json", "yaml", "sh"];
/** Run or compiled with the generated SDK, by test/engine/languages. */
const checkedWithSdk = ["python", "go"];
/** Shown as it is: output, requests on the wire, the map of the code. What names no language may be commands, so it is held to what they are held to. */
const shown = ["text", "http", ""];

test("each resource and function of the schema has an example in YAML and one in TypeScript", () => {
  for (const token of [...Object.keys(schema.resources), ...Object.keys(schema.functions)]) {
    const languages = shownBySchema.filter(({ file }) => file === token).map(({ language }) => language);
    expect(languages).toEqual(expect.arrayContaining(["yaml", "ts"]));
  }
});

test("each code block names a language that is checked here, or is output", () => {
  expect(blocks.filter(({ language }) => ![...checked, ...checkedWithSdk, ...shown].includes(language)).map(({ place }) => place)).toEqual(
    [],
  );
});

test("TypeScript and JavaScript blocks compile against the sources, strictly", () => {
  const options: ts.CompilerOptions = {
    ...ts.parseJsonConfigFileContent(ts.readConfigFile(path.join(root, "tsconfig.base.json"), ts.sys.readFile).config, ts.sys, root)
      .options,
    // A program of a user's is not as strict as our own code.
    exactOptionalPropertyTypes: false,
    noPropertyAccessFromIndexSignature: false,
    noUnusedLocals: false,
    noUncheckedSideEffectImports: false,
    moduleDetection: ts.ModuleDetectionKind.Force,
    module: ts.ModuleKind.Node16,
    noEmit: true,
    allowJs: true,
    checkJs: true,
    paths: {
      "pulumi-partnercenter": [path.join(root, "provider/index.ts")],
      "pulumi-partnercenter/plugin": [path.join(root, "provider/resource/plugin/index.ts")],
      "pulumi-partnercenter/*": [path.join(root, "provider/*/index.ts"), path.join(root, "*/index.ts")],
    },
  };
  const sources = new Map(
    inLanguage("ts", "js").map(([, block]) => [path.join(root, `${block.place.replace(/[/:]/g, "_")}.${block.language}`), block]),
  );
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => sources.has(file) || fileExists(file);
  host.readFile = (file) => sources.get(file)?.text ?? readFile(file);
  host.getSourceFile = (file, target, ...rest) => {
    const block = sources.get(file);
    return block ? ts.createSourceFile(file, block.text, target) : getSourceFile(file, target, ...rest);
  };
  const program = ts.createProgram([...sources.keys()], options, host);
  // The sources themselves are for the type check of the whole project.
  const problems = [...sources].flatMap(([file, block]) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(({ start = 0, messageText }) => {
      const line = source?.getLineAndCharacterOfPosition(start).line ?? 0;
      return `${block.file}:${block.line + line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
    });
  });
  expect(program.getOptionsDiagnostics()).toEqual([]);
  expect(problems).toEqual([]);
  expect(sources.size).toBeGreaterThan(4);
}, 60_000);

test.each(inLanguage("json"))("%s is JSON", (_, { text }) => {
  JSON.parse(text);
});

/** What may stand behind `partnercenter:`: the configuration keys, and the types and functions of the plugin, with or without their module. */
const known = [
  ...Object.keys(keys),
  "index",
  ...[...Object.keys(schema.resources), ...Object.keys(schema.functions)].map((token) => token.split(":")[2]),
];

test.each(inLanguage("yaml"))("%s is YAML, and its partnercenter: keys exist", (_, { text }) => {
  parse(text);
  for (const [, key = ""] of text.matchAll(/partnercenter:(\w+)/g)) expect(known).toContain(key);
});

test.each(inLanguage("sh", ""))("%s says commands, keys and variables that exist", (_, { text }) => {
  const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };
  for (const [, name = ""] of text.matchAll(/^npm run (\S+)/gm)) expect(Object.keys(scripts)).toContain(name);
  for (const [, file = ""] of text.matchAll(/\bnode (scripts\/\S+?\.mjs)/g)) expect(statSync(path.join(root, file)).isFile()).toBe(true);
  for (const [, key = ""] of text.matchAll(/partnercenter:(\w+)/g)) expect(known).toContain(key);
  for (const [, name = "", rest = ""] of text.matchAll(/(?:^|npx )partnercenter (\w+)([^\n#]*)/gm)) {
    expect(cli.commands.map((command) => command.name())).toContain(name);
    const options = cli.commands.find((command) => command.name() === name)?.options.map(({ long }) => long);
    for (const [option] of rest.matchAll(/--[a-z-]+/g)) expect(options).toContain(option);
  }
  const variables = [...Object.values(keys).map(({ env }) => env as string), ...Object.keys(otherVariables)];
  for (const [name] of text.matchAll(/\bPARTNERCENTER_\w+/g)) expect(variables).toContain(name);
});

test("links between the pages lead to files and headings that exist", () => {
  const broken = pages.flatMap((page) =>
    linksOf(page)
      .filter(({ target }) => !/^[a-z]+:/.test(target))
      .filter(({ target }) => {
        const [file = "", heading] = target.split("#");
        const place = file === "" ? page.file : path.posix.join(path.posix.dirname(page.file), file);
        const found = statSync(path.join(root, place), { throwIfNoEntry: false });
        if (!found) return true;
        return heading !== undefined && !slugsOf(readPage(root, place)).includes(heading);
      })
      .map(({ line, target }) => `${page.file}:${line}: ${target}`),
  );
  expect(broken).toEqual([]);
});

test("links to elsewhere are https, and name a page", () => {
  const odd = pages.flatMap((page) =>
    linksOf(page)
      .filter(({ target }) => /^[a-z]+:/.test(target))
      .filter(({ target }) => !URL.canParse(target) || new URL(target).protocol !== "https:" || /\s/.test(target))
      .map(({ line, target }) => `${page.file}:${line}: ${target}`),
  );
  expect(odd).toEqual([]);
});
