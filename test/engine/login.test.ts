import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { startEmulator, wellKnown } from "../../emulator";
import { customers, education, program } from "./support/emulated";
import { createProject, type Project } from "./support/project";

const command = path.resolve(__dirname, "../../dist/cli/main.js");

/** Runs `partnercenter` as a person would, in the project's folder; `watch` sees what it says on standard error. */
function partnercenter(project: Project, args: readonly string[], watch: (said: string) => void = () => {}) {
  const env = {
    ...project.engine.env,
    PULUMI_HOME: path.join(project.folder, "home"),
    PULUMI_BACKEND_URL: pathToFileURL(path.join(project.folder, "backend")).href,
    PULUMI_CONFIG_PASSPHRASE: "correct horse battery staple",
  };
  return new Promise<{ code: number | null; out: string; err: string }>((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...args], { cwd: project.folder, env, stdio: ["ignore", "pipe", "pipe"] });
    const said = { out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said.out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said.err += text;
      watch(said.err);
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...said }));
  });
}

/** The user, who accepts at the emulator's page and is sent back to this machine. */
async function accept(address: string): Promise<void> {
  const { origin, pathname, searchParams } = new URL(address);
  searchParams.set("verdict", "accept");
  const consented = await fetch(`${origin}${pathname}`, { method: "POST", body: searchParams, redirect: "manual" });
  await fetch(consented.headers.get("location") ?? "");
}

test("login puts the token into the real stack as a secret, doctor finds it, and up signs in with it", async () => {
  const emulator = await startEmulator();
  emulator.control.addCustomer({ id: customers.contoso });
  const config = {
    "partnercenter:endpoint": emulator.url,
    "partnercenter:authority": emulator.url,
    "partnercenter:tenantId": wellKnown.tenantId,
    "partnercenter:clientId": wellKnown.clientId,
  };
  const project = await createProject({ name: "login", program: program(education("contoso")), config });
  try {
    await project.config("partnercenter:clientSecret", wellKnown.clientSecret, { secret: true });
    const before = await partnercenter(project, ["doctor", "--json"]);
    expect(before.code).toBe(1);

    let accepted: Promise<void> | undefined;
    const login = await partnercenter(project, ["login", "--to", "pulumi", "--no-browser"], (said) => {
      const address = /^ {2}(http\S+)$/m.exec(said)?.[1];
      if (address !== undefined) accepted ??= accept(address);
    });
    await accepted;
    expect(login.err).toContain("The refresh token is in the configuration of the Pulumi stack.");
    expect(login.code).toBe(0);
    expect(login.out).toBe("");

    const { stdout } = await project.run(["config", "--show-secrets", "--json"]);
    const values = JSON.parse(stdout) as Record<string, { value: string; secret: boolean }>;
    const token = values["partnercenter:refreshToken"];
    expect(token).toEqual({ value: expect.stringMatching(/^emulator-refresh-token\.[\w-]+\.[\w-]+$/), secret: true });
    expect(values["partnercenter:refreshTokenDate"]?.value).toBe(new Date().toISOString().slice(0, 10));
    expect(readFileSync(path.join(project.folder, "Pulumi.test.yaml"), "utf8")).not.toContain("emulator-refresh-token");

    await project.up();
    expect(emulator.control.tokenRequests().at(-1)).toMatchObject({ grantType: "refresh_token", ok: true });

    const after = await partnercenter(project, ["doctor", "--json", "--customer", customers.contoso]);
    expect(JSON.parse(after.out)).toMatchObject({ exitCode: 0 });
    expect(after.code).toBe(0);
    for (const said of [before, login, after]) expect(`${said.out}${said.err}`).not.toContain(token?.value);
  } finally {
    await project.dispose();
    await emulator.close();
  }
});
