import path from "node:path";
import { root } from "../setup/paths.mjs";
import { run } from "../setup/run.mjs";
import { lintPipelines } from "./hooks.mjs";

/** The checks that are no tests: what npm run typecheck, npm run lint and the hooks of pre-commit do. */
export const TOOLS = [
  { name: "types", run: () => runTool(["typescript", "bin", "tsc"], ["-p", "tsconfig.json", "--pretty", "false"]) },
  { name: "lint", run: () => runTool(["@biomejs", "biome", "bin", "biome"], ["check", "--colors=off"]) },
  { name: "pipelines", run: (report) => lintPipelines(report) },
];

/** Passes or fails as a whole: it counts as one. */
async function runTool(program, args) {
  const { code, output } = await run(process.execPath, [path.join(root, "node_modules", ...program), ...args], { cwd: root });
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, output };
}
