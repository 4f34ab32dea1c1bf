"use strict";
const { decisionTable } = require("./render.cjs");

/** What is generated where. `load` gets a module's path below the root, without its ending. */
exports.pages = (load) => [
  { file: "docs/lifecycle.md", name: "decision-table", content: decisionTable(load("provider/qualification/decide").rules) },
];
