import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { startEditor } from "./support/editor";
import { type Unpacked, unpack } from "./support/unpacked";

let unpacked: Unpacked;
beforeAll(async () => {
  unpacked = await unpack();
});
afterAll(() => unpacked[Symbol.dispose]());

test("every map names a source that is in the tarball", () => {
  const maps = unpacked.files.filter((file) => file.endsWith(".map"));
  const lost = maps.filter((file) => {
    const place = path.join(unpacked.folder, file);
    const { sources } = JSON.parse(readFileSync(place, "utf8")) as { sources: string[] };
    return sources.length !== 1 || sources.some((source) => !existsSync(path.resolve(path.dirname(place), source)));
  });
  expect(maps.length).toBeGreaterThan(300);
  expect(lost).toEqual([]);
});

test("with --enable-source-maps a stack trace names the lines of the source", () => {
  const program = 'require("pulumi-partnercenter/emulator").parseScenario("nonsense")';
  const { stderr } = spawnSync(process.execPath, ["--enable-source-maps", "-e", program], { cwd: unpacked.project, encoding: "utf8" });
  const frames = [...stderr.matchAll(/pulumi-partnercenter[\\/](\S+?):(\d+):\d+\)?$/gm)].map(([, file = "", line]) => ({ file, line }));
  expect(frames.length).toBeGreaterThan(1);
  expect(frames.filter(({ file }) => !/^emulator[\\/]scenario[\\/]\w+\.ts$/.test(file))).toEqual([]);
  const [{ file, line }] = frames as [{ file: string; line: string }];
  const source = readFileSync(path.join(unpacked.folder, file), "utf8").split("\n")[Number(line) - 1];
  expect(source).toContain("new ScenarioError");
});

test("go-to-definition in an editor lands in the source of what a program imports", async () => {
  await using editor = startEditor();
  const landed: Record<string, string> = {};
  for (const [module, name] of [
    ["pulumi-partnercenter", "CustomerQualification"],
    ["pulumi-partnercenter", "QualificationApproval"],
    ["pulumi-partnercenter", "Provider"],
    ["pulumi-partnercenter/emulator", "startEmulator"],
  ] as const) {
    const text = `import { ${name} } from "${module}";\nexport const it = ${name};\n`;
    const body = await editor.ask(path.join(unpacked.project, `${name}.ts`), text, "definition", text.lastIndexOf(name));
    const [found] = body as { readonly file: string; readonly start: { readonly line: number } }[];
    const place = path.relative(unpacked.folder, found?.file ?? "").replaceAll("\\", "/");
    const line = readFileSync(found?.file ?? "", "utf8").split("\n")[(found?.start.line ?? 0) - 1];
    landed[name] = `${place}: ${line?.includes(name)}`;
  }
  expect(landed).toEqual({
    CustomerQualification: "provider/resource/customerQualification.ts: true",
    QualificationApproval: "provider/resource/qualificationApproval.ts: true",
    Provider: "provider/resource/provider.ts: true",
    startEmulator: "emulator/emulator.ts: true",
  });
});
