"use strict";
const { table } = require("./render.cjs");

/** The table of `emulator/assumptions/table.ts`. */
exports.assumptionTable = (rows) =>
  table(
    ["assumption", "default", "values", "meaning", "source"],
    rows.map((row) => [`\`${row.name}\``, `\`${JSON.stringify(row.default)}\``, row.values, row.meaning, row.source]),
  );

/** The API's and the authority's routes. */
exports.apiTable = (routes) =>
  table(
    ["request", "what it does", "source"],
    routes.map(({ method, path, doc, userOnly }) => [
      `\`${method} ${path}\``,
      `${doc.summary}${userOnly ? " (users only)" : ""}`,
      doc.source,
    ]),
  );

/** The routes of the control interface. */
exports.controlTable = (routes) =>
  table(
    ["request", "what it does"],
    routes.map(({ method, path, summary }) => [`\`${method} /_emulator${path}\``, summary]),
  );
