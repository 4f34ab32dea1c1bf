import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { root } from "../../boundary/support/linkedFolder";

export interface Engine {
  readonly pulumi: string;
  readonly version: string;
  readonly source: string;
  /** Everything a process that starts `pulumi` needs, but for its home, backend and passphrase. */
  readonly env: Readonly<Record<string, string>>;
}

let engine: Promise<Engine> | undefined;

/** The real CLI, found as `npm test` finds it. dist/ is not built here: that is for `npm run test:engine -- FILE` or `npm run build`. */
export function findEngine(): Promise<Engine> {
  engine ??= promisify(execFile)(process.execPath, [path.join(root, "scripts", "setup.mjs"), "engine", "--print"], {
    maxBuffer: 1 << 24,
  }).then(({ stdout }) => JSON.parse(stdout) as Engine);
  return engine;
}
