import { spawn } from "node:child_process";

/** The program that opens a URL. Windows' `start` would need a shell, and the URL has characters that mean something there. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ["open"],
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};

/** Opens the user's browser, or does nothing: the URL is printed in any case. */
export function openBrowser(url: string): void {
  const [program = "xdg-open", ...args] = openers[process.platform] ?? [];
  const child = spawn(program, [...args, url], { stdio: "ignore", detached: true });
  child.on("error", () => {});
  child.unref();
}
