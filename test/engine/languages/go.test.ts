import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { linkedFolder, root } from "../../boundary/support/linkedFolder";
import { type RunOptions, runCommand } from "../support/command";
import { generatedSdk, shownProgram, testIn } from "./sdk";

/** What the CLI is built from: with the same versions and flags, Go finds most of what it compiles in its cache. */
const pinned = path.join(root, "scripts", "offline", "go");
const flags = ["-mod=mod", "-buildvcs=false", "-tags", "osusergo,grpcnotrace"];

testIn(
  "go",
  "the Go program of docs/plugin.md compiles against the generated SDK, and one with an argument that there is not does not",
  async () => {
    using folder = linkedFolder("engine", "go");
    const sdk = await generatedSdk("go", folder.path);
    const [, address = ""] = /^module (\S+)$/m.exec(readFileSync(path.join(sdk, "go.mod"), "utf8")) ?? [];
    const program = path.join(folder.path, "program");
    mkdirSync(program);
    const at = (name: string): string => path.join(program, name);
    // The page has a placeholder for the repository's address.
    const shown = shownProgram("go").replace(/"github\.com\/[^"]+\/sdk\/go\//, `"${address}/`);
    const requires = readFileSync(path.join(pinned, "go.mod"), "utf8").replace(/^tool \([^)]*\)$/m, "");
    writeFileSync(at("go.mod"), `${requires}\nrequire ${address} v0.0.0\n\nreplace ${address} => ${sdk}\n`);
    cpSync(path.join(pinned, "go.sum"), at("go.sum"));
    const env = { ...process.env, CGO_ENABLED: "0", GOWORK: "off" };
    const go = (args: readonly string[], options?: RunOptions) => runCommand("go", args, { cwd: program, env }, options);

    writeFileSync(at("main.go"), shown);
    await go(["vet", ...flags, ".", `${address}/...`]);
    await go(["build", ...flags, "-o", at("onboard"), "."]);

    writeFileSync(at("main.go"), shown.replace("EducationSegment:", "Segment:"));
    const { output } = await go(["vet", ...flags, "."], { expectFailure: true });
    expect(output).toContain("unknown field Segment");
  },
);

testIn("go", "a validation code that a Go program gives as plain text becomes a secret on its way", async () => {
  using folder = linkedFolder("engine", "go");
  const sdk = await generatedSdk("go", folder.path);
  const source = readFileSync(path.join(sdk, "partnercenter", "customerQualification.go"), "utf8");
  expect(source).toContain("args.ValidationCode = pulumi.ToSecret(args.ValidationCode)");
});
