import { readFileSync } from "node:fs";
import path from "node:path";
import { startEmulator, wellKnown } from "../../emulator";
import { customers, education, program } from "./support/emulated";
import { partnercenter } from "./support/partnercenter";
import { createProject } from "./support/project";

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
    // An application alone can read, and not submit.
    expect(before.code).toBe(2);

    let accepted: Promise<void> | undefined;
    const login = await partnercenter(project, ["login", "--to", "pulumi", "--no-browser"], {
      watch: (said) => {
        const address = /^ {2}(http\S+)$/m.exec(said)?.[1];
        if (address !== undefined) accepted ??= accept(address);
      },
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
