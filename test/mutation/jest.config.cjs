"use strict";

const { projects } = require("../../jest.config.js");
const { displayName: _name, ...unit } = projects.find(({ displayName }) => displayName === "unit");

/** The unit tests, in one project: each mutant runs those that reach it. The repository's own tests read files that are not in the copy that is mutated. */
module.exports = { ...unit, testPathIgnorePatterns: [...unit.testPathIgnorePatterns, "<rootDir>/test/(repository|scripts|bench)/"] };
