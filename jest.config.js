"use strict";

const path = require("node:path");
const { posixOnly } = require("./scripts/test/posixOnly.cjs");

/** scripts/test.mjs names these files as not run. */
const notHere = posixOnly(path.join(__dirname, "test")).map((file) =>
  `test/${file}$`.replaceAll(/[\\/]/g, "[/\\\\]").replaceAll(".", "\\."),
);

const shared = {
  rootDir: __dirname,
  testEnvironment: "node",
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } }] },
  testPathIgnorePatterns: ["/node_modules/", ...notHere],
  modulePathIgnorePatterns: ["<rootDir>/dist(\\..*)?/", "<rootDir>/\\.work/"],
};

/** One project per tier; `npm run test:unit` runs the first alone. */
module.exports = {
  projects: [
    {
      ...shared,
      displayName: "unit",
      setupFilesAfterEnv: ["<rootDir>/test/support/timeLimit.ts"],
      testMatch: ["<rootDir>/test/**/*.test.ts"],
      testPathIgnorePatterns: [
        ...shared.testPathIgnorePatterns,
        "<rootDir>/test/(boundary|engine|browser|package|consumers|simulation|clients)/",
        "\\.slow\\.test\\.ts$",
      ],
    },
    // The same, where real time-outs, processes or many servers take more than a moment.
    { ...shared, displayName: "slow", testMatch: ["<rootDir>/test/**/*.slow.test.ts"] },
    { ...shared, displayName: "simulation", testMatch: ["<rootDir>/test/simulation/**/*.test.ts"] },
    // Clients that are not ours against the emulator.
    {
      ...shared,
      displayName: "clients",
      testMatch: ["<rootDir>/test/clients/**/*.test.ts"],
      setupFilesAfterEnv: ["<rootDir>/test/engine/support/timeLimit.ts"],
    },
    {
      ...shared,
      displayName: "boundary",
      testMatch: ["<rootDir>/test/boundary/**/*.test.ts"],
      setupFilesAfterEnv: ["<rootDir>/test/boundary/support/timeLimit.ts"],
    },
    {
      ...shared,
      displayName: "package",
      testMatch: ["<rootDir>/test/package/**/*.test.ts"],
      setupFilesAfterEnv: ["<rootDir>/test/engine/support/timeLimit.ts"],
    },
    {
      ...shared,
      displayName: "engine",
      testMatch: ["<rootDir>/test/engine/**/*.test.ts"],
      setupFilesAfterEnv: ["<rootDir>/test/engine/support/timeLimit.ts"],
    },
    {
      ...shared,
      displayName: "consumers",
      testMatch: ["<rootDir>/test/consumers/**/*.test.ts"],
      setupFilesAfterEnv: ["<rootDir>/test/engine/support/timeLimit.ts"],
    },
    {
      ...shared,
      displayName: "browser",
      testMatch: ["<rootDir>/test/browser/**/*.test.ts"],
      setupFilesAfterEnv: ["<rootDir>/test/engine/support/timeLimit.ts"],
    },
  ],
};
