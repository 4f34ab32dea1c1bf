"use strict";
const { table } = require("../../scripts/docs/render.cjs");
const { aims } = require("./aims.cjs");
const { summarize } = require("./summary.cjs");
const { megabytes } = require("./units.cjs");

/** The engine's figures for a page: one row for each size, latency and operation. */
exports.engineTable = ({ runs }) =>
  table(
    ["customers", "latency", "", "this package", "does nothing", "usual", "this ÷ nothing", "usual ÷ this"],
    summarize(runs).map(({ customers, latencyMs, operation, contestants, oursToNothing, usualToOurs }) => [
      customers.toLocaleString("en"),
      `${latencyMs} ms`,
      operation,
      ...["ours", "nothing", "usual"].map((name) => seconds(contestants[name])),
      ratio(oursToNothing),
      ratio(usualToOurs),
    ]),
  );

/** What does not depend on the moment: CPU, memory, state and requests of the largest stack. */
exports.costTable = ({ runs }) => {
  const cells = summarize(runs).filter(({ latencyMs }) => latencyMs === 0);
  const largest = Math.max(...cells.map(({ customers }) => customers));
  const rows = cells
    .filter(({ customers }) => customers === largest)
    .flatMap(({ operation, contestants }) =>
      Object.entries(contestants).map(([name, figures]) => [
        operation,
        titles[name],
        `${figures.cpuSeconds.toFixed(1)} s`,
        megabytes(figures.programPeakBytes),
        megabytes(figures.providerPeakBytes),
        `${figures.requests.gets.toLocaleString("en")} GET, ${figures.requests.posts.toLocaleString("en")} POST, ${figures.requests.tokenRequests.toLocaleString("en")} token`,
        operation === "up" ? `${(figures.stateBytes / 1e6).toFixed(2)} MB; each \`__provider\` ${figures.stubBytes} bytes` : "",
      ]),
    );
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

const titles = { ours: "this package", nothing: "does nothing", usual: "usual" };
const seconds = (figures) => (figures === undefined ? "" : `${figures.seconds.toFixed(1)} s`);
const ratio = (value) => {
  if (value === undefined) return "";
  const { median, min, max } = value;
  return min === max ? median.toFixed(2) : `${median.toFixed(2)} (${min.toFixed(2)} to ${max.toFixed(2)})`;
};
