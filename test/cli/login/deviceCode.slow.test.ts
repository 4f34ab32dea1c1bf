import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runLogin } from "../../../cli/login/login";
import { type Emulator, startEmulator } from "../../../emulator";
import { testIo } from "../support/io";

let emulator: Emulator;
let folder: string;
beforeEach(async () => {
  emulator = await startEmulator();
  folder = mkdtempSync(join(tmpdir(), "partnercenter-login-"));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await emulator.close();
});

const tokenPattern = /emulator-refresh-token\.[\w-]+\.[\w-]+/;

test("with a device code, on a machine without a browser", async () => {
  const sign = async (verdict: string): Promise<{ code: number; out: string; err: string }> => {
    const io = testIo(folder);
    const user = {
      ...io,
      err(text: string) {
        io.err(text);
        const [, page = "", userCode = ""] = /open the page (\S+) and enter the code (\w+)/.exec(text) ?? [];
        if (userCode !== "") void fetch(page, { method: "POST", body: new URLSearchParams({ user_code: userCode, verdict }) });
      },
    };
    return { code: await runLogin({ emulator: emulator.url, deviceCode: true, show: true }, user), ...io.said };
  };
  const [accepted, declined] = await Promise.all([sign("accept"), sign("cancel")]);
  expect(accepted).toMatchObject({ code: 0, out: expect.stringMatching(tokenPattern) });
  expect(declined).toMatchObject({ code: 1, out: "", err: expect.stringContaining("refused: the user declined the sign-in") });
}, 30_000);
