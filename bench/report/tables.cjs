"use strict";
const { table } = require("../../scripts/docs/render.cjs");
const { aims } = require("./aims.cjs");
const { compared, contestants, measured } = require("./contestants.cjs");
const { pluginAims } = require("./pluginAims.cjs");
const { summarize } = require("./summary.cjs");
const { megabytes } = require("./units.cjs");

/** The engine's figures for a page: one row for each size, latency and operation. */
exports.engineTable = ({ runs }) => {
  const names = measured(runs);
  const pairs = compared(runs);
  return table(
    ["customers", "latency", "", ...names.map((name) => contestants[name].title), ...pairs.map(({ title }) => title)],
    summarize(runs).map(({ customers, latencyMs, operation, contestants: took, ratio }) => [
      customers.toLocaleString("en"),
      `${latencyMs} ms`,
      operation,
      ...names.map((name) => seconds(took[name])),
      ...pairs.map(({ one, other }) => withSpread(ratio(one, other))),
    ]),
  );
};

/** What does not depend on the moment: CPU, memory, state and requests of the largest stack. */
exports.costTable = ({ runs }) => {
  const cells = summarize(runs).filter(({ latencyMs }) => latencyMs === 0);
  const largest = Math.max(...cells.map(({ customers }) => customers));
  const rows = cells
    .filter(({ customers }) => customers === largest)
    .flatMap(({ operation, contestants: took }) => measured(runs).flatMap((name) => (took[name] ? [[operation, name, took[name]]] : [])))
    .map(([operation, name, figures]) => [
      operation,
      contestants[name].title,
      `${figures.cpuSeconds.toFixed(1)} s`,
      megabytes(figures.programPeakBytes),
      megabytes(figures.providerPeakBytes),
      `${figures.requests.gets.toLocaleString("en")} GET, ${figures.requests.posts.toLocaleString("en")} POST, ${figures.requests.tokenRequests.toLocaleString("en")} token`,
      operation === "up" ? stateText(figures, largest) : "",
    ]);
  return table(
    [`${largest.toLocaleString("en")} customers, 0 ms`, "", "CPU", "program's peak", "provider's peak", "requests", "state"],
    rows,
  );
};

exports.aimTable = (results) =>
  table(
    ["aim", "measured", ""],
    aims(results).map(({ aim, measured, met }) => [aim, measured, met ? "met" : "**missed**"]),
  );

/** Time for each call and memory of one provider process, by the number of customers. */
exports.flatTable = ({ sizes }) =>
  table(
    ["customers in one process", "check", "create", "read", "diff", "kept", "peak memory"],
    sizes.map(({ customers, micros, keptBytes, peakBytes }) => [
      customers.toLocaleString("en"),
      ...["check", "create", "read", "diff"].map((call) => `${(micros[call] / 1000).toFixed(2)} ms`),
      megabytes(keptBytes),
      megabytes(peakBytes),
    ]),
  );

/** Whether what a process keeps grows with the number of calls, as a sentence. */
exports.leakText = ({ leak: { calls, customers, keptBytes } }) => {
  const [first, ...others] = keptBytes.map((bytes) => (bytes / 1e6).toFixed(1));
  return `Over ${calls.toLocaleString("en")} calls for ${customers.toLocaleString("en")} customers in one process, MB kept after each tenth: ${first}, then ${others.join(", ")}.`;
};

/** Each aim of the plugin beside what was measured, a row for each operation and latency, a column for each size. */
exports.pluginAimTable = (results) => {
  const aims = pluginAims(results);
  const sizes = [...new Set(aims.map(({ customers }) => customers))].sort((a, b) => a - b);
  const rowOf = ({ one, other, what, latencyMs }) => [
    `${contestants[one].title} ÷ ${contestants[other].title}: ${what}`,
    `${latencyMs} ms`,
  ];
  const rows = [...new Set(aims.map((aim) => rowOf(aim).join("|")))];
  return table(
    ["", "latency", ...sizes.map((size) => `${size.toLocaleString("en")} customers`)],
    rows.map((row) => [
      ...row.split("|"),
      ...sizes.map((size) => {
        const aim = aims.find((each) => each.customers === size && rowOf(each).join("|") === row);
        if (!aim) return "";
        const cpu = aim.cpu ? `; CPU ${aim.cpu.median.toFixed(2)}` : "";
        return `${withSpread(aim.ratio)} of ${aim.most.toFixed(2)}: ${aim.met ? "met" : "**missed**"}${cpu}`;
      }),
    ]),
  );
};

/** What the policy pack adds to a preview, as a sentence. */
exports.policiesText = ({ customers, files, fileBytes, withoutSeconds, extraSeconds, ratio }) =>
  `The pack reads the project once for all customers. A preview of ${customers.toLocaleString("en")} new customers, each with a validation code of its own that it looks for in ${files} files of ${fileBytes / 1000} kB, ` +
  `takes ${withoutSeconds.median.toFixed(1)} s without the pack and ${extraSeconds.median.toFixed(1)} s more with it: ${withSpread(ratio)} times as long.`;

const stateText = ({ stateBytes, stubBytes }, customers) =>
  [
    `${(stateBytes / 1e6).toFixed(2)} MB, ${Math.round(stateBytes / customers).toLocaleString("en")} bytes a customer`,
    ...(stubBytes > 0 ? [`each \`__provider\` ${stubBytes} bytes`] : []),
  ].join("; ");
const seconds = (figures) => (figures === undefined ? "" : `${figures.seconds.toFixed(1)} s`);
const withSpread = (value) => {
  if (value === undefined) return "";
  const { median, min, max } = value;
  return min === max ? median.toFixed(2) : `${median.toFixed(2)} (${min.toFixed(2)} to ${max.toFixed(2)})`;
};
