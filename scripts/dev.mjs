// `npm run dev`: on each change, the types of everything and the unit tests nearest to what changed. `p` narrows the tests by file, `a` runs
// all of them, `q` ends both.
import path from "node:path";
import { root } from "./setup/paths.mjs";
import { exitOnSignals, runInView } from "./setup/run.mjs";
import { setUp } from "./setup.mjs";

await setUp(["dependencies"]);
exitOnSignals();
const start = (program, ...args) => runInView(process.execPath, [path.join(root, "node_modules", ...program), ...args], { cwd: root });
const types = start(["typescript", "bin", "tsc"], "-p", "tsconfig.json", "--watch", "--preserveWatchOutput");
const tests = start(["jest", "bin", "jest.js"], "--selectProjects", "unit", "--watch");
// Whichever ends first ends the other.
process.exit(await Promise.race([types, tests]));
