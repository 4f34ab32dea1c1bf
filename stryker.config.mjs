// Mutation testing, started by scripts/mutation.mjs, which says what is mutated.
const { MUTATION_FILES = "", MUTATION_LEAST = "0", MUTATION_CONCURRENCY = "1" } = process.env;

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  mutate: MUTATION_FILES.split(",").filter(Boolean),
  testRunner: "jest",
  plugins: ["@stryker-mutator/jest-runner"],
  jest: { configFile: "test/mutation/jest.config.cjs", enableFindRelatedTests: true },
  coverageAnalysis: "perTest",
  // The texts of messages are tested where they are made. Names of kinds and fields are held by the types.
  mutator: { excludedMutations: ["StringLiteral"] },
  thresholds: { high: 90, low: 85, break: Number(MUTATION_LEAST) },
  concurrency: Number(MUTATION_CONCURRENCY),
  timeoutMS: 20_000,
  incremental: true,
  incrementalFile: ".work/mutation/incremental.json",
  tempDirName: ".work/mutation/sandbox",
  ignorePatterns: ["dist", "dist.*", "docs/reference", "bench/results", "*.tgz", ".git"],
  reporters: ["progress-append-only", "clear-text", "html", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: ".work/mutation/report.html" },
  jsonReporter: { fileName: ".work/mutation/report.json" },
};
