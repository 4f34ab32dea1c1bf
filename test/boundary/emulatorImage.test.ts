import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "./support/linkedFolder";

const dockerfile = readFileSync(path.join(root, "Dockerfile"), "utf8");

test("what the Dockerfile copies is all that the emulator needs, and its health check passes", async () => {
  const app = mkdtempSync(path.join(tmpdir(), "emulator-image-"));
  try {
    for (const [, from = "", to = ""] of dockerfile.matchAll(/^COPY --from=build \/build\/(\S+) (\S+)$/gm))
      cpSync(path.join(root, from), path.join(app, to === "./" ? from : to), { recursive: true, dereference: true });
    const entry = JSON.parse(/^ENTRYPOINT (.+)$/m.exec(dockerfile)?.[1] ?? "") as string[];
    const [, main = "", ...args] = entry;
    const emulator = spawn(process.execPath, [main.replace("/app", app), ...args, "--port", "0", "--json"], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    try {
      const line = await new Promise<string>((resolve, reject) => {
        let said = "";
        emulator.stderr.on("data", (data: Buffer) => {
          said += data;
        });
        emulator.stdout.once("data", (data: Buffer) => resolve(data.toString()));
        emulator.once("exit", () => reject(new Error(said)));
      });
      const check = JSON.parse(/^HEALTHCHECK .* CMD (.+)$/m.exec(dockerfile)?.[1] ?? "") as string[];
      const { port } = JSON.parse(line) as { port: number };
      const health = spawn(
        process.execPath,
        check.slice(1).map((part) => part.replace("8917", String(port))),
        { stdio: "inherit" },
      );
      expect(await new Promise((resolve) => health.once("exit", resolve))).toBe(0);
    } finally {
      const ended = emulator.exitCode === null ? new Promise((resolve) => emulator.once("exit", resolve)) : undefined;
      emulator.kill("SIGTERM");
      await ended;
    }
  } finally {
    rmSync(app, { recursive: true, force: true });
  }
});

test("the image does not run as root", () => {
  expect(dockerfile).toMatch(/^USER node$/m);
});
