import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../../emulator";

let browser: Promise<Browser> | undefined;

afterAll(async () => (await browser)?.close());

/** What a person sees who opens a page. Whatever it writes to its console is in `complaints`. */
export interface Shown {
  readonly page: Page;
  readonly complaints: string[];
}

/** The page of an emulator. */
export interface Opened extends Shown {
  readonly emulator: Emulator;
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
  await open(
    emulator.url,
    ({ origin }) => origin === emulator.url,
    {},
    (shown) => test({ ...shown, emulator }),
  );
}

/** Opens a file that somebody was sent. Nothing else can be reached from it. */
export async function openFile(path: string, options: BrowserContextOptions, test: (shown: Shown) => Promise<void>): Promise<void> {
  const address = pathToFileURL(path).href;
  await open(address, ({ href }) => href === address, options, test);
}

async function open(
  address: string,
  own: (url: URL) => boolean,
  options: BrowserContextOptions,
  test: (shown: Shown) => Promise<void>,
): Promise<void> {
  const executablePath = process.env["CHROMIUM"];
  if (!executablePath) throw new Error("CHROMIUM does not name a browser: npm run test:browser finds one.");
  // A container's root has no sandbox of Chromium's.
  browser ??= chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
  const context = await (await browser).newContext(options);
  const complaints: string[] = [];
  await context.route(
    (url) => !own(url),
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
    await page.goto(address);
    await test({ page, complaints });
  } finally {
    await context.close();
  }
}
