import { type Browser, chromium, type Page } from "playwright-core";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../../emulator";

let browser: Promise<Browser> | undefined;

afterAll(async () => (await browser)?.close());

/** What a person sees who opens an emulator's page. Whatever the page writes to its console is in `complaints`. */
export interface Opened {
  readonly page: Page;
  readonly emulator: Emulator;
  readonly complaints: string[];
}

/** Opens the page of an emulator in a browser of this machine. Nothing but the emulator can be reached from it. */
export async function withPage(options: EmulatorOptions, test: (opened: Opened) => Promise<void>): Promise<void> {
  const emulator = await startEmulator(options);
  try {
    await openPage(emulator, test);
  } finally {
    await emulator.close();
  }
}

export async function openPage(emulator: Emulator, test: (opened: Opened) => Promise<void>): Promise<void> {
  const executablePath = process.env["CHROMIUM"];
  if (!executablePath) throw new Error("CHROMIUM does not name a browser: npm run test:browser finds one.");
  // A container's root has no sandbox of Chromium's.
  browser ??= chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
  const context = await (await browser).newContext();
  const complaints: string[] = [];
  await context.route(
    (url) => url.origin !== emulator.url,
    (route) => {
      complaints.push(`asked for ${route.request().url()}`);
      return route.abort();
    },
  );
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  try {
    await page.goto(emulator.url);
    await test({ page, emulator, complaints });
  } finally {
    await context.close();
  }
}
