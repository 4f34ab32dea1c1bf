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
function complaints(program: string): string[] {
  const file = path.join(root, "test", "cli", "adopt", "written.ts");
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) => {
    if (name === file) return ts.createSourceFile(name, program, ts.ScriptTarget.ES2022);
    if (!sources.has(name)) sources.set(name, read(name, ...rest));
    return sources.get(name);
  };
  const compiled = ts.createProgram([file], options, host);
  const found = [...compiled.getSyntacticDiagnostics(), ...compiled.getSemanticDiagnostics(compiled.getSourceFile(file))];
  return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

test("the program compiles strictly, with and without a segment, and where there is nothing", () => {
  expect(complaints(typescript(planOf(everything), today))).toEqual([]);
  expect(complaints(typescript(planOf([found(1, "A")]), today))).toEqual([expect.stringContaining("partnercenter")]);
  const known = typescript(planOf(everything.slice(0, 2)), today, "K12");
  expect(known).not.toMatch(/pulumi\.Config|TODO/);
  expect(known).toContain('educationSegment: "K12",');
  expect(complaints(known)).toEqual([]);
  expect(complaints(known.replace('"K12"', '"TODO"'))).not.toEqual([]);
}, 60_000);
