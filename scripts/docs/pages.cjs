"use strict";
const { decisionTable } = require("./render.cjs");
const { readFileSync } = require("node:fs");
const path = require("node:path");
const { approvalArgumentTable, approvalOutputTable, argumentTable, outputTable } = require("./arguments.cjs");
const { apiTable, assumptionTable, controlTable } = require("./emulatorTables.cjs");
const { compareTable, crashTable, largeText, sweepTable } = require("./fleetTables.cjs");
const { plot } = require("../../bench/report/plot.cjs");
const { aimTable, costTable, engineTable, flatTable, leakText, pluginAimTable, policiesText } = require("../../bench/report/tables.cjs");
const { productionPackages } = require("./packages.cjs");
const { expectationTable, settledTable } = require("./probeTables.cjs");
const { keyTable, packageTable, problemTable, variableTable } = require("./tables.cjs");

const root = path.join(__dirname, "..", "..");

/** What a benchmark has measured. */
const results = (name) => JSON.parse(readFileSync(path.join(root, "bench", "results", `${name}.json`), "utf8"));

/** What is generated where; without a `name`, the whole file is. `load` gets a module's path below the root, without its ending. */
exports.pages = (load) => [
  { file: "docs/arguments.md", name: "qualification-arguments", content: argumentTable() },
  { file: "docs/arguments.md", name: "qualification-outputs", content: outputTable() },
  { file: "docs/arguments.md", name: "approval-arguments", content: approvalArgumentTable() },
  { file: "docs/arguments.md", name: "approval-outputs", content: approvalOutputTable() },
  { file: "docs/lifecycle.md", name: "decision-table", content: decisionTable(load("provider/qualification/decide").rules) },
  { file: "docs/configuration.md", name: "key-table", content: keyTable(load("provider/config/keys").keys) },
  { file: "docs/configuration.md", name: "variable-table", content: variableTable(load("provider/config/keys").otherVariables) },
  {
    file: "docs/errors.md",
    name: "partner-center-errors",
    content: problemTable(load("provider/partnerCenter/errorCatalogue").partnerCenterErrors),
  },
  { file: "docs/internals/supply-chain.md", name: "production-packages", content: packageTable(productionPackages(root)) },
  { file: "docs/errors.md", name: "sign-in-errors", content: problemTable(load("provider/auth/signInErrors").signInErrors) },
  {
    file: "docs/emulator.md",
    name: "emulator-api",
    content: apiTable([...load("emulator/api/routes").apiRoutes, ...load("emulator/entra/routes").entraRoutes]),
  },
  { file: "docs/emulator.md", name: "emulator-control", content: controlTable(load("emulator/control/routes").controlRoutes) },
  { file: "docs/scaling.md", name: "fleet-compare", content: compareTable(results("fleet")) },
  { file: "docs/scaling.md", name: "fleet-sweep", content: sweepTable(results("fleet")) },
  { file: "docs/scaling.md", name: "fleet-large", content: largeText(results("fleet")) },
  { file: "docs/scaling.md", name: "fleet-crash", content: crashTable(results("fleet")) },
  { file: "docs/emulator.md", name: "emulator-assumptions", content: assumptionTable(load("emulator/assumptions/table").assumptionRows()) },
  { file: "docs/probe.md", name: "probe-assumptions", content: settledTable(load("emulator/assumptions/table").assumptionRows()) },
  { file: "docs/probe.md", name: "probe-expectations", content: expectationTable(load("cli/probe/expectations").expectations) },
  { file: "docs/internals/measurements.md", name: "bench-engine", content: engineTable(results("engine")) },
  { file: "docs/internals/measurements.md", name: "bench-cost", content: costTable(results("engine")) },
  {
    file: "docs/internals/measurements.md",
    name: "bench-aims",
    content: aimTable({ engine: results("engine"), processes: results("processes") }),
  },
  { file: "docs/internals/measurements.md", name: "bench-plugin-aims", content: pluginAimTable(results("engine")) },
  { file: "docs/internals/measurements.md", name: "bench-policies", content: policiesText(results("policies")) },
  { file: "docs/internals/measurements.md", name: "bench-flat", content: flatTable(results("processes")) },
  { file: "docs/internals/measurements.md", name: "bench-leak", content: leakText(results("processes")) },
  { file: "docs/images/scaling.svg", content: plot(results("engine")) },
];
