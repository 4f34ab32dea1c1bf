import path from "node:path";
import ts from "typescript";
import { planOf } from "../../../cli/adopt/plan";
import { typescript } from "../../../cli/adopt/typescript";
import { everything, found, today } from "../support/found";

const root = path.resolve(__dirname, "../../..");

const options: ts.CompilerOptions = {
  ...{ strict: true, noEmit: true, skipLibCheck: true, target: ts.ScriptTarget.ES2022, types: ["node"], noUnusedLocals: true },
  ...{ module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 },
  paths: { "pulumi-partnercenter": [path.join(root, "provider/index.ts")] },
};
/** Read once: the SDK is large. */
const sources = new Map<string, ts.SourceFile | undefined>();

/** What a compiler says of a program that has the package and the SDK. */
function complaints(program: string): { line: number; text: string }[] {
  const written = path.join(root, "test", "cli", "adopt", "written.ts");
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) => {
    if (name === written) return ts.createSourceFile(name, program, ts.ScriptTarget.ES2022);
    if (!sources.has(name)) sources.set(name, read(name, ...rest));
    return sources.get(name);
  };
  const compiled = ts.createProgram([written], options, host);
  const found = [...compiled.getSyntacticDiagnostics(), ...compiled.getSemanticDiagnostics(compiled.getSourceFile(written))];
  return found.map(({ messageText, file, start = 0 }) => ({
    line: (file?.getLineAndCharacterOfPosition(start).line ?? -1) + 1,
    text: ts.flattenDiagnosticMessageText(messageText, "\n"),
  }));
}

test("the program compiles strictly where the segments are known, and where there is nothing", () => {
  expect(complaints(typescript(planOf(everything), today, "HigherEducation"))).toEqual([]);
  expect(complaints(typescript(planOf([found(1, "A")]), today))).toEqual([
    { line: expect.any(Number), text: expect.stringContaining("partnercenter") },
  ]);
  const known = typescript(planOf(everything.slice(0, 2)), today, "K12");
  expect(known).not.toMatch(/pulumi\.Config|TODO/);
  expect(known).toContain('educationSegment: "K12",');
  expect(complaints(known)).toEqual([]);
}, 60_000);

test("where they are not, the compiler points to each line that waits for a choice, and to nothing else", () => {
  const program = typescript(planOf(everything), today);
  const waiting = program.split("\n").flatMap((text, index) => (text.includes('"TODO"') ? [index + 1] : []));
  expect(waiting).toHaveLength(2);
  const told = complaints(program);
  expect(told.map(({ line }) => line)).toEqual(waiting);
  for (const { text } of told) expect(text).toContain("TODO");
  expect(complaints(program.replaceAll('"TODO"', '"K12"'))).toEqual([]);
}, 60_000);
