import { root } from "../setup/paths.mjs";
import { run } from "../setup/run.mjs";

/** A check that passes or fails as a whole: it counts as one. */
export async function runTool(program, args) {
  const { code, output } = await run(process.execPath, [program, ...args], { cwd: root });
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, output };
}
