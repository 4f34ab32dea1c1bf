"use strict";

const { projects } = require("../../jest.config.js");
const { displayName: _name, ...unit } = projects.find(({ displayName }) => displayName === "unit");

/** The unit tests, and of the slow ones those of the sign-in, which nothing else reaches. One project: each mutant runs the tests that reach it. */
module.exports = {
  ...unit,
  testPathIgnorePatterns: [
    ...unit.testPathIgnorePatterns.filter((pattern) => !pattern.includes("slow")),
    // The repository's own tests read files that are not in the copy that is mutated.
    "<rootDir>/test/(repository|scripts|bench)/",
    "(?<!/cli/login)\\.slow\\.test\\.ts$",
  ],
};
