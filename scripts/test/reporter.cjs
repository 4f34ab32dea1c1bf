"use strict";
// A jest reporter: writes what became of each project into the file PROJECT_COUNTS, for scripts/test.mjs. jest's own reporter shows the run to people.
const { mkdirSync, writeFileSync } = require("node:fs");
const path = require("node:path");

module.exports = class ProjectCounts {
  #projects = {};

  onTestResult({ context }, suite) {
    const name = context.config.displayName.name;
    this.#projects[name] ??= { passed: 0, failed: 0, skipped: 0, milliseconds: 0, tests: [] };
    const project = this.#projects[name];
    project.passed += suite.numPassingTests;
    // A suite that could not run has no tests of its own to count, so it counts as one.
    project.failed += suite.numFailingTests || (suite.testExecError ? 1 : 0);
    project.skipped += suite.numPendingTests + suite.numTodoTests;
    project.milliseconds += suite.perfStats.end - suite.perfStats.start;
    for (const { status, ancestorTitles, title, duration } of suite.testResults) {
      if (status === "passed") project.tests.push({ title: [...ancestorTitles, title].join("; "), milliseconds: duration ?? 0 });
    }
  }

  onRunComplete() {
    const file = process.env.PROJECT_COUNTS;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(this.#projects));
  }
};
