"use strict";
const { compared, measured } = require("./contestants.cjs");
const { summarize } = require("./summary.cjs");
const { megabytes } = require("./units.cjs");

/** What a terminal shows of the engine's figures. */
exports.printedEngine = ({ runs, node, engine, cores, platform }) => {
  const names = measured(runs);
  const pairs = compared(runs);
  const header = ["customers", "latency", "operation", ...names, ...pairs.map(({ one, other }) => `${one}/${other}`)];
  const rows = summarize(runs).map(({ customers, latencyMs, operation, contestants, ratio }) => [
    String(customers),
    `${latencyMs} ms`,
    operation,
    ...names.map((name) => seconds(contestants[name]?.seconds)),
    ...pairs.map(({ one, other }) => withSpread(ratio(one, other))),
  ]);
  return `Node ${node}, Pulumi ${engine}, ${cores} cores, ${platform}\n\n${aligned([header, ...rows])}`;
};

/** What a terminal shows of the processes' figures. */
exports.printedProcesses = ({ start, firstRequestMs, packageStartMs, sizes, leak }) => {
  const calls = ["check", "create", "read", "diff"];
  const rows = sizes.map(({ customers, micros, keptBytes, peakBytes }) => [
    String(customers),
    ...calls.map((call) => `${micros[call]} µs`),
    megabytes(keptBytes),
    megabytes(peakBytes),
  ]);
  return [
    `A provider process: plugin ${start.pluginMs.median.toFixed(0)} ms to its port, dynamic ${start.dynamicMs.median.toFixed(0)} ms, Node alone ${start.nodeMs.median.toFixed(0)} ms.`,
    `First request ${firstRequestMs.median.toFixed(0)} ms after the first call; the package adds ${packageStartMs.median.toFixed(1)} ms to a program's start.\n`,
    aligned([["customers", ...calls, "kept", "peak memory"], ...rows]),
    `\n${leak.calls} calls for ${leak.customers} customers, kept after each tenth: ${leak.keptBytes.map(megabytes).join(", ")}`,
  ].join("\n");
};

const seconds = (value) => (value === undefined ? "" : `${value.toFixed(1)} s`);
const withSpread = (value) => (value === undefined ? "" : `${value.median.toFixed(2)} [${value.min.toFixed(2)}, ${value.max.toFixed(2)}]`);

function aligned(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
