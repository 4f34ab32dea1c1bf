// `npm run test:mutation [ROOM …]`: how many small changes to the code the tests notice. Hours for everything, minutes for a room; a second run only
// tries what has changed since. CONTRIBUTING.md says what is asked of each room.

/** What is mutated, by room. MUTATION_ROOMS names some of them, MUTATION_FILES (comma-separated) files instead. */
const rooms = {
  qualification: ["provider/qualification/**/*.ts"],
  partnerCenter: ["provider/partnerCenter/**/*.ts"],
  auth: ["provider/auth/**/*.ts"],
  redact: ["provider/redact.ts"],
  dynamic: ["provider/dynamic/**/*.ts"],
  services: ["provider/services/**/*.ts"],
  plugin: ["provider/plugin/**/*.ts"],
  login: ["cli/login/**/*.ts"],
  emulator: ["emulator/api/**/*.ts"],
};
const { MUTATION_ROOMS, MUTATION_FILES } = process.env;
const named = MUTATION_ROOMS?.split(",").filter(Boolean) ?? Object.keys(rooms);
const unknown = named.filter((name) => !Object.hasOwn(rooms, name));
if (unknown.length > 0) throw new Error(`No such room: ${unknown.join(", ")}. There are ${Object.keys(rooms).join(", ")}.`);

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  mutate: MUTATION_FILES ? MUTATION_FILES.split(",") : named.flatMap((name) => rooms[name]),
  testRunner: "jest",
  plugins: ["@stryker-mutator/jest-runner"],
  jest: { configFile: "test/mutation/jest.config.cjs", enableFindRelatedTests: true },
  coverageAnalysis: "perTest",
  // A changed literal message is not what a test should notice twice; types and lint see what would not compile.
  mutator: { excludedMutations: ["StringLiteral"] },
  concurrency: Number(process.env.MUTATION_CONCURRENCY ?? 1),
  timeoutMS: 20_000,
  incremental: true,
  incrementalFile: ".work/mutation/incremental.json",
  tempDirName: ".work/mutation/sandbox",
  ignorePatterns: ["dist", "dist.*", "docs/reference", "bench/results", "*.tgz", ".git"],
  reporters: ["clear-text", "html", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: ".work/mutation/report.html" },
  jsonReporter: { fileName: ".work/mutation/report.json" },
};
