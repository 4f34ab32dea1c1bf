// Builds and packs the package, and prints the tarball's path. The tests of the tiers "package" and "consumers" run on it.
import { pack } from "./package/pack.mjs";
import { SetupProblem } from "./setup/problem.mjs";
import { setUp } from "./setup.mjs";

try {
  await setUp(["dependencies", "build"], { quiet: true });
  console.log(await pack());
} catch (error) {
  console.error(error instanceof SetupProblem ? error.message : error);
  process.exitCode = 1;
}
