import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const folder = path.resolve(__dirname, "../state");

/** What an earlier version left behind; scripts/state-fixture.mjs wrote it. */
export interface StateFixture {
  readonly version: string;
  readonly program: string;
  /** `pulumi stack export`. */
  readonly stack: string;
  /** The state file of the emulator. */
  readonly emulator: string;
}

export const fixedVersions: readonly string[] = readdirSync(folder).sort();

export function stateFixture(version: string): StateFixture {
  const read = (file: string): string => readFileSync(path.join(folder, version, file), "utf8");
  return { version, program: read("index.js"), stack: read("stack.json"), emulator: read("emulator.state") };
}
