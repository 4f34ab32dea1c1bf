"use strict";
const { table } = require("./render.cjs");

const words = {
  reading: "reading",
  sandbox: "one request in the sandbox",
  writing: "other requests",
  nothing: "nothing",
};

/** What settles each assumption of `emulator/assumptions/table.ts`. */
exports.settledTable = (rows) =>
  table(
    ["settled by", "assumptions"],
    Object.entries(words).map(([how, text]) => [
      text,
      rows
        .filter(({ settledBy }) => settledBy === how)
        .map(({ name }) => `\`${name}\``)
        .join(", "),
    ]),
  );

/** The expectations of `cli/probe/expectations.ts`. */
exports.expectationTable = (expectations) =>
  table(
    ["", "what it says", "expected", "other values", "source"],
    Object.entries(expectations).map(([name, { meaning, values, source }]) => [
      `\`${name}\``,
      meaning,
      values[0],
      [...values.slice(1), "other"].join(", "),
      source,
    ]),
  );
