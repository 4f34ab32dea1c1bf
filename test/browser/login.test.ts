import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { type LoginOptions, runLogin } from "../../cli/login/login";
import { type Emulator, startEmulator } from "../../emulator";
import { testIo } from "../cli/support/io";

/** `partnercenter login` with a person before a real browser: the emulator's pages, our redirect on this machine, and back. */
let emulator: Emulator;
let browser: Browser;
let folder: string;
beforeAll(async () => {
  const executablePath = process.env["CHROMIUM"];
  if (!executablePath) throw new Error("CHROMIUM does not name a browser: npm run test:browser finds one.");
  browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
  emulator = await startEmulator();
  folder = mkdtempSync(join(tmpdir(), "partnercenter-browser-"));
});
afterAll(async () => {
  await browser?.close();
  await emulator?.close();
  if (folder) rmSync(folder, { recursive: true });
});

interface Seen {
  readonly code: number;
  readonly err: string;
  /** The last page's text, address and complaints of its console. */
  readonly text: string;
  readonly address: string;
  readonly complaints: readonly string[];
}

/** Logs in while somebody acts in the browser, once the terminal has printed where. */
async function login(options: LoginOptions, where: RegExp, act: (page: Page, printed: RegExpExecArray) => Promise<void>): Promise<Seen> {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  const io = testIo(folder);
  let acting: Promise<void> | undefined;
  const watched = {
    ...io,
    err(text: string) {
      io.err(text);
      const printed = where.exec(text);
      if (printed !== null) acting ??= act(page, printed);
    },
  };
  try {
    const code = await runLogin({ emulator: emulator.url, browser: false, ...options }, watched);
    await acting;
    return { code, err: io.said.err, text: (await page.textContent("body")) ?? "", address: page.url(), complaints };
  } finally {
    await context.close();
  }
}

const address = /^ {2}(http\S+)$/m;

test("a person accepts in the browser, and the token is in the file", async () => {
  const file = join(folder, "token.json");
  const seen = await login({ to: `file:${file}` }, address, async (page, [, url = ""]) => {
    await page.goto(url);
    await page.getByText("admin.agent@partner.example").waitFor();
    await page.getByRole("button", { name: "Accept" }).click();
    await page.getByRole("heading", { name: "Signed in to Partner Center" }).waitFor();
  });
  expect(seen.code).toBe(0);
  expect(seen.text).toContain("You may close this window");
  expect(seen.address).toMatch(/^http:\/\/localhost:\d+\/\?code=/);
  expect(seen.complaints.filter((text) => !/favicon/.test(text))).toEqual([]);
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ refreshToken: expect.stringMatching(/^emulator-refresh-token\./) });
});

test("a person declines, and both the browser and the terminal say so", async () => {
  const seen = await login({ show: true }, address, async (page, [, url = ""]) => {
    await page.goto(url);
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("heading", { name: "The sign-in did not succeed" }).waitFor();
  });
  expect(seen.code).toBe(1);
  expect(seen.err).toContain("the user declined to consent (AADSTS65004)");
});

test("a person types a device code", async () => {
  const seen = await login(
    { show: true, deviceCode: true },
    /open the page (\S+) and enter the code (\w+)/,
    async (page, [, url = "", code = ""]) => {
      await page.goto(url);
      await page.getByLabel("Code").fill("WRONGCODE");
      await page.getByRole("button", { name: "Accept" }).click();
      await page.getByRole("heading", { name: "That code didn't work" }).waitFor();
      await page.goto(url);
      await page.getByLabel("Code").fill(code);
      await page.getByRole("button", { name: "Accept" }).click();
      await page.getByRole("heading", { name: "You're signed in" }).waitFor();
    },
  );
  expect(seen.code).toBe(0);
  expect(seen.err).toContain("Signed in as admin.agent@partner.example");
});
