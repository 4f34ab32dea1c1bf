"use strict";
const { summarize } = require("./summary.cjs");
const { megabytes } = require("./units.cjs");

/** How many resources Pulumi works on at once where nobody says otherwise: four for each core (facts: pulumi §7). */
const slots = (cores) => 4 * cores;

/**
 * What the dynamic front holds itself to, beside what was measured: `{ aim, measured, met }`, texts but for `met`. Times only as
 * ratios within one run. Without `processes` the aims of one process are left out.
 */
exports.aims = ({ engine, processes }) => {
  const cells = summarize(engine.runs);
  const find = (customers, latencyMs, operation) =>
    cells.find((cell) => cell.customers === customers && cell.latencyMs === latencyMs && cell.operation === operation);
  const sizes = [...new Set(engine.runs.map(({ customers }) => customers))].sort((a, b) => a - b);
  const largest = sizes.at(-1);
  const rows = [];
  const row = (aim, measured, met) => rows.push({ aim, measured, met });

  for (const operation of ["up", "no-op preview", "refresh"])
    for (const customers of sizes) {
      const ratio = find(customers, 0, operation)?.ratio("dynamic", "nothing");
      if (ratio) row(`${operation}, ${customers} customers: at most 1.10 × does nothing`, range(ratio), ratio.median <= 1.1);
    }

  const beside = find(largest, 0, "up")?.ratio("usual", "dynamic");
  if (beside) row(`up, ${largest} customers: at least 3 × faster than the usual provider`, range(beside), beside.median >= 3);

  const { dynamic, nothing } = find(largest, 0, "up")?.contestants ?? {};
  if (dynamic && nothing) {
    const ratio = dynamic.stateBytes / nothing.stateBytes;
    row(
      "state: at most 1.15 × does nothing",
      `${times(ratio)}, ${Math.round(dynamic.stateBytes / largest)} bytes a customer`,
      ratio <= 1.15,
    );
  }

  for (const [operation, requestsEach] of [
    ["up", 2],
    ["refresh", 1],
  ])
    for (const customers of sizes) {
      const slow = find(customers, 100, operation)?.contestants.dynamic;
      const floor = find(customers, 0, operation)?.contestants.nothing;
      if (!slow || !floor) continue;
      const allowed = ((customers * requestsEach) / slots(engine.cores)) * 0.1 + floor.seconds;
      const ratio = slow.seconds / allowed;
      row(`${operation}, ${customers} customers, 100 ms: at most 1.15 × what the engine's slots allow`, times(ratio), ratio <= 1.15);
    }

  const wrong = cells.filter((cell) => !fronts.every((front) => isFrugal(cell, front)));
  row(
    "one token for each provider process; one GET and one POST for a new customer, one GET for a refreshed one, none for a preview",
    wrong.length === 0 ? "exactly, everywhere" : wrong.map(({ operation, customers }) => `not in ${operation} of ${customers}`).join(", "),
    wrong.length === 0,
  );
  if (processes?.start) {
    const { nodeMs, pluginMs, dynamicMs, pluginToNode } = processes.start;
    row(
      "the plugin's port less than 200 ms after its start",
      `${inMilliseconds(pluginMs)}, ${range(pluginToNode)} Node alone; a dynamic provider: ${Math.round(dynamicMs.median)} ms, Node alone: ${Math.round(nodeMs.median)} ms`,
      pluginMs.median < 200,
    );
  }
  if (processes) {
    row(
      "first request at most 120 ms after the first call",
      inMilliseconds(processes.firstRequestMs),
      processes.firstRequestMs.median <= 120,
    );
    row(
      "the package adds less than 10 ms to a program's start",
      `${processes.packageStartMs.median.toFixed(1)} ms`,
      processes.packageStartMs.median < 10,
    );
  }
  if (dynamic?.providerPeakBytes) {
    row(
      `provider process below 90 MB at ${largest}`,
      `${megabytes(dynamic.providerPeakBytes)}; does nothing: ${megabytes(nothing.providerPeakBytes)}`,
      dynamic.providerPeakBytes < 90e6,
    );
  }
  return rows;
};

/** Contestants that are this package. */
const fronts = ["dynamic", "plugin", "yaml"];

function isFrugal({ operation, customers, contestants }, front) {
  if (!contestants[front]) return true;
  const { gets, posts, tokenRequests } = contestants[front].requests;
  const wanted = {
    up: [customers, customers, 1],
    "no-op preview": [0, 0, 0],
    "preview with refresh": [customers, 0, 1],
    refresh: [customers, 0, 1],
    destroy: [0, 0, 0],
  }[operation];
  return [gets, posts, tokenRequests].every((count, index) => count === wanted[index]);
}

const inMilliseconds = ({ median, min, max }) => `${Math.round(median)} ms (${Math.round(min)} to ${Math.round(max)})`;
const times = (ratio) => `${ratio.toFixed(2)} ×`;
const range = ({ median, min, max }) => (min === max ? times(median) : `${times(median)} (${min.toFixed(2)} to ${max.toFixed(2)})`);
