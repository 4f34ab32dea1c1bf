import path from "node:path";
import { pack } from "../package/pack.mjs";
import { findChromium } from "../setup/chromium.mjs";
import { root } from "../setup/paths.mjs";
import { lintPipelines } from "./pipelines/pipelines.mjs";
import { passedTests, runTier } from "./tier.mjs";
import { runTool } from "./tool.mjs";

const inModules = (...parts) => path.join(root, "node_modules", ...parts);

/**
 * What `npm test` runs, in this order. `needs` are the set-up steps a check cannot do without: the inner loop (types, lint,
 * unit) needs neither a build nor an engine.
 */
export const CHECKS = [
  {
    name: "types",
    needs: ["dependencies"],
    run: () => runTool(inModules("typescript", "bin", "tsc"), ["--noEmit", "-p", "tsconfig.json", "--pretty", "false"]),
  },
  {
    name: "lint",
    needs: ["dependencies"],
    run: () => runTool(inModules("@biomejs", "biome", "bin", "biome"), ["check", "--colors=off"]),
  },
  { name: "pipelines", needs: ["dependencies"], run: (report) => lintPipelines(report) },
  { name: "unit", needs: ["dependencies"], run: (report, args) => runTier("unit", args, report) },
  { name: "slow", needs: ["dependencies"], run: (report, args) => runTier("slow", args, report) },
  { name: "simulation", needs: ["dependencies"], run: (report, args) => runTier("simulation", ["--maxWorkers=1", ...args], report) },
  { name: "boundary", needs: ["dependencies", "build"], run: (report, args) => runTier("boundary", args, report) },
  {
    name: "package",
    needs: ["dependencies", "build"],
    run: async (report, args) => runTier("package", args, report, { PACKAGE_TARBALL: await pack() }),
  },
  // One project at a time beside this one's emulator is what two cores take without time-outs.
  {
    name: "engine",
    needs: ["dependencies", "build", "engine"],
    run: (report, args) => runTier("engine", ["--maxWorkers=2", ...args], report),
  },
  // Installations wait for disks and registries more than for a core.
  {
    name: "consumers",
    needs: ["dependencies", "build", "engine"],
    run: async (report, args) => {
      const result = await runTier("consumers", ["--maxWorkers=2", ...args], report, { PACKAGE_TARBALL: await pack() });
      const everyNode = process.platform === "linux" && process.arch === "x64";
      return {
        ...result,
        details: passedTests("consumers"),
        ...(!everyNode && { notRun: `Node 20, 22 and 24, which are fetched for Linux on x64: all ran on ${process.versions.node}` }),
      };
    },
  },
  {
    name: "browser",
    needs: ["dependencies", "build", "engine"],
    run: (report, args) => {
      const chromium = findChromium();
      if (chromium === undefined)
        return { passed: 0, failed: 0, skipped: 0, notRun: "no Chromium was found; CHROMIUM=/path/to/one names it" };
      return runTier("browser", ["--maxWorkers=1", ...args], report, { CHROMIUM: chromium });
    },
  },
];
