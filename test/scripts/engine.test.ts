import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const setup = path.resolve(__dirname, "../../scripts/setup.mjs");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "engine-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Sets up the engine on a machine that has what the test put into `folder`/bin, an empty cache, and no internet. */
async function findEngine(extra: Record<string, string> = {}): Promise<{ found?: Record<string, unknown>; said: string }> {
  const noInternet = path.join(folder, "offline.mjs");
  writeFileSync(noInternet, 'globalThis.fetch = async () => { throw new Error("offline"); };\n');
  const env = { PATH: path.join(folder, "bin"), HOME: folder, XDG_CACHE_HOME: path.join(folder, "cache"), ...extra };
  const args = ["--import", noInternet, setup, "engine", "--print"];
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env });
    return { found: JSON.parse(stdout) as Record<string, unknown>, said: stderr };
  } catch (error) {
    return { said: (error as { stderr: string }).stderr };
  }
}

function program(name: string, text: string): void {
  mkdirSync(path.join(folder, "bin"), { recursive: true });
  writeFileSync(path.join(folder, "bin", name), `#!/bin/sh\n${text}\n`);
  chmodSync(path.join(folder, "bin", name), 0o755);
}

test("a CLI on PATH is used", async () => {
  program("pulumi", "echo v3.230.1");
  program("pulumi-language-nodejs", "");
  const { found } = await findEngine();
  expect(found).toMatchObject({ pulumi: path.join(folder, "bin", "pulumi"), version: "3.230.1", source: "on PATH" });
});

test("with neither CLI nor Go, one sentence says what to install, and why the CLI on PATH is not used", async () => {
  program("pulumi", "echo v3.100.0");
  program("pulumi-language-nodejs", "");
  const { found, said } = await findEngine();
  expect(found).toBeUndefined();
  const sentences = said.split("\n").filter((line) => line !== "" && !line.startsWith("  engine "));
  expect(sentences).toHaveLength(1);
  expect(sentences[0]).toMatch(/3\.100\.0, older than 3\.216\.0.*https:\/\/www\.pulumi\.com\/docs\/install\/.*Go 1\.25/);
});

test("a CLI without a language host cannot run programs", async () => {
  program("pulumi", "echo v3.230.1");
  expect((await findEngine()).said).toMatch(/has no pulumi-language-nodejs beside it/);
});

test("a folder can be named, and a wrong one is said", async () => {
  program("pulumi", "echo v3.240.0");
  const { found } = await findEngine({ PULUMI_PARTNERCENTER_ENGINE: path.join(folder, "bin"), PATH: "/nowhere" });
  expect(found).toMatchObject({ version: "3.240.0" });
  expect((await findEngine({ PULUMI_PARTNERCENTER_ENGINE: folder })).said).toContain("no Pulumi CLI that runs is there");
});

test("a build that fails leaves nothing, and says what Go said", async () => {
  program("go", '[ "$1" = version ] && exit 0; echo "go: module needs go >= 9.9" >&2; exit 1');
  expect((await findEngine()).said).toMatch(/could not be built with Go:\s+go: module needs go >= 9\.9/);
  for (const kept of ["engine", "go"]) expect(readdirSync(path.join(folder, "cache", "pulumi-partnercenter", kept))).toEqual([]);
});

/** A `go build` that writes an empty program where it is told to. */
const build = 'while [ "$1" != -o ]; do [ "$1" = version ] && exit 0; shift; done; echo "#!/bin/sh" >"$2"; /bin/chmod +x "$2"';

test("a build gives a CLI with its language hosts beside it, and is not repeated", async () => {
  program("go", build);
  const first = await findEngine();
  expect(first.found).toMatchObject({ source: "built with Go" });
  const engine = path.dirname(String(first.found?.["pulumi"]));
  expect(readdirSync(engine).sort()).toEqual([
    "node_modules",
    "package.json",
    "pulumi",
    "pulumi-language-nodejs",
    "pulumi-language-yaml",
    "pulumi-resource-pulumi-nodejs",
  ]);
  expect(readdirSync(path.dirname(engine))).toEqual([path.basename(engine)]);
  rmSync(path.join(folder, "bin", "go"));
  const second = await findEngine();
  expect(second.found).toMatchObject({ source: "built before" });
  expect(second.found).not.toHaveProperty("lacking");
});

test("a host for YAML that cannot be built is named, keeps nobody from running Node programs, and is tried again", async () => {
  program("go", `case "$*" in *language-yaml*) echo "go: 403 Forbidden" >&2; exit 1;; esac; ${build}`);
  const { found, said } = await findEngine();
  expect(said).toMatch(/YAML programs do not run with it: Pulumi's host for YAML programs could not be built with Go:\s+go: 403 Forbidden/);
  expect(found).toMatchObject({ source: "built with Go", lacking: expect.stringContaining("403 Forbidden") });
  program("go", build);
  const { found: later } = await findEngine();
  expect(later).toMatchObject({ source: "built before", pulumi: found?.["pulumi"] });
  expect(later).not.toHaveProperty("lacking");
});

test("a CLI on PATH that has no host for YAML says so", async () => {
  program("pulumi", "echo v3.230.1");
  program("pulumi-language-nodejs", "");
  expect((await findEngine()).found).toMatchObject({ lacking: "no pulumi-language-yaml stands beside it" });
  program("pulumi-language-yaml", "");
  expect((await findEngine()).found).not.toHaveProperty("lacking");
});

test("the environment of the engine has nothing of the caller's settings", async () => {
  program("pulumi", "echo v3.230.1");
  program("pulumi-language-nodejs", "");
  const { found } = await findEngine({
    PULUMI_BACKEND_URL: "https://example.com",
    AZURE_TENANT_ID: "x",
    PARTNERCENTER_AUTH: "x",
    KEPT: "1",
  });
  const env = found?.["env"] as Record<string, string>;
  expect(env).toMatchObject({ KEPT: "1", PULUMI_SKIP_UPDATE_CHECK: "true" });
  expect(Object.keys(env).filter((name) => /^(AZURE|PARTNERCENTER)_|BACKEND_URL/.test(name))).toEqual([]);
});
