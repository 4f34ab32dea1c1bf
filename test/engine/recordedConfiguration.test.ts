import { wellKnown } from "../../emulator";
import { type Emulated, education, program, submissions, told, withEmulator } from "./support/emulated";
import { partnercenter } from "./support/partnercenter";

/** The stack's configuration as for Microsoft, but for the addresses. */
async function configure({ project, emulator }: Emulated): Promise<void> {
  for (const key of ["endpoint", "authority"]) await project.config(`partnercenter:${key}`, emulator.url);
  await project.config("partnercenter:tenantId", wellKnown.tenantId);
  await project.config("partnercenter:clientId", wellKnown.clientId);
  await project.config("partnercenter:clientSecret", wellKnown.clientSecret, { secret: true });
  await project.config("partnercenter:refreshToken", wellKnown.refreshToken, { secret: true });
}
const alone = { PARTNERCENTER_EMULATOR: "" };

test("a new refresh token in the configuration counts with --run-program; until then the error and doctor say so", async () => {
  await withEmulator({ program: program(education("contoso")), env: alone }, async (world) => {
    const { project, control } = world;
    await configure(world);
    await project.up();
    control.revokeRefreshToken();
    await project.config("partnercenter:refreshToken", control.issueRefreshToken(), { secret: true });

    await project.preview({ expectFailure: true });
    expect(told(project, "error").join("\n")).toMatch(/AADSTS50173.*partnercenter login.*recorded: run `pulumi up --run-program` once/s);
    const { out: doctor } = await partnercenter(project, ["doctor"]);
    expect(doctor).toMatch(
      /! recorded +The last `pulumi up` recorded another configuration than the stack has now: refreshToken\..*--run-program/,
    );

    await project.up({ args: ["--run-program"] });
    await project.preview();
    expect((await partnercenter(project, ["doctor"])).out).toMatch(/✓ recorded/);
    expect(submissions(control)).toBe(1);
  });
});

test("a misspelt readOnly stops the preview and the up, and nothing is sent", async () => {
  await withEmulator({ program: program(education("contoso")) }, async ({ project, control }) => {
    await project.config("partnercenter:readonly", "true");
    await project.preview({ expectFailure: true });
    expect(told(project, "error").join("\n")).toContain("partnercenter:readonly is no key of this provider; did you mean readOnly?");
    await project.up({ expectFailure: true });
    expect(submissions(control)).toBe(0);
    expect(control.requests({ path: "/v1/" })).toEqual([]);
  });
});
