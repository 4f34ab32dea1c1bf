import { spawnSync } from "node:child_process";
import path from "node:path";
import ts from "typescript";
import { root } from "../boundary/support/linkedFolder";
import { tarball } from "./support/tarball";
import { type Unpacked, unpack } from "./support/unpacked";

let unpacked: Unpacked;
beforeAll(async () => {
  unpacked = await unpack();
});
afterAll(() => unpacked[Symbol.dispose]());

function tool(file: string, ...args: string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const env = { ...process.env, FORCE_COLOR: "0" };
  return spawnSync(process.execPath, [path.join(root, "node_modules", file), ...args], { cwd: root, env, encoding: "utf8" });
}

test("publint has nothing to say, not even a suggestion", async () => {
  const { status, stdout } = tool("publint/src/cli.js", await tarball(), "--strict");
  expect(stdout).toContain("All good!");
  expect(status).toBe(0);
});

test("are-the-types-wrong finds types that fit, for every entry and every way to resolve it", async () => {
  const { status, stdout } = tool("@arethetypeswrong/cli/dist/index.js", await tarball(), "--format", "json");
  const { analysis, problems } = JSON.parse(stdout) as {
    readonly analysis: {
      readonly entrypoints: Record<string, { readonly resolutions: Record<string, unknown> }>;
      readonly problems: unknown[];
    };
    readonly problems?: Record<string, unknown>;
  };
  expect({ problems: analysis.problems, byKind: problems }).toEqual({ problems: [], byKind: {} });
  const asked = Object.entries(analysis.entrypoints).map(([entry, { resolutions }]) => [entry, Object.keys(resolutions).length]);
  expect(Object.fromEntries(asked)).toEqual({
    ".": 4,
    "./dynamic": 4,
    "./customers": 4,
    "./emulator": 4,
    "./plugin": 4,
    "./package.json": 4,
  });
  expect(status).toBe(0);
});

/** Where TypeScript finds the types of an import under node10, which knows no `exports`: TypeScript 6 warns of it, and still has it. */
function node10(name: string): string | undefined {
  const options: ts.CompilerOptions = { moduleResolution: ts.ModuleResolutionKind.Node10 };
  const { resolvedModule } = ts.resolveModuleName(name, path.join(unpacked.project, "index.ts"), options, ts.sys);
  return resolvedModule && path.relative(unpacked.folder, resolvedModule.resolvedFileName).replaceAll("\\", "/");
}

test("the old resolution, node10, finds the types of each entry", () => {
  expect(node10("pulumi-partnercenter")).toBe("dist/provider/index.d.ts");
  expect(node10("pulumi-partnercenter/dynamic")).toBe("dist/provider/dynamic/index.d.ts");
  expect(node10("pulumi-partnercenter/emulator")).toBe("dist/emulator/index.d.ts");
  expect(node10("pulumi-partnercenter/customers")).toBe("dist/cli/customers/index.d.ts");
});

test("node10 never finds our sources: they are for people, and would be compiled with the user's options", () => {
  const sources = unpacked.files
    .filter((file) => /^(provider|emulator|cli|policy)\/.*\.ts$/.test(file))
    .map((file) => file.replace(/\.ts$/, ""));
  const found = ["provider", "emulator", "cli", "policy", ...sources].map((name) => node10(`pulumi-partnercenter/${name}`) ?? "nothing");
  expect(found.filter((file) => file !== "nothing" && !file.startsWith("dist/"))).toEqual([]);
});
