"use strict";

const { projects } = require("../../jest.config.js");
const { displayName: _name, ...unit } = projects.find(({ displayName }) => displayName === "unit");

/** The unit tests of the rooms that are mutated (scripts/mutation/rooms.mjs), in one project: each mutant runs those that reach it. */
const tests = (process.env.MUTATION_TESTS ?? "").split(",").filter(Boolean);
module.exports = { ...unit, testMatch: tests.map((at) => `<rootDir>/test/${at}${at.endsWith(".ts") ? "" : "/**/*.test.ts"}`) };
