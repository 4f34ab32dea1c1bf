"use strict";
const { spread } = require("./summary.cjs");

const all = ["up", "no-op preview", "preview with refresh", "refresh"];
const previews = ["no-op preview", "preview with refresh"];

/** What the plugin is held to, as ratios of one round: at most so much, by the number of customers. */
const limits = [
  { one: "plugin", other: "dynamic", operations: all, most: { 10: 0.75, 200: 0.85, 1000: 0.95 } },
  { one: "yaml", other: "dynamic", operations: previews, most: { 10: 0.5, 200: 0.55, 1000: 0.65 } },
  { one: "yaml", other: "tofu", operations: ["up", ...previews], most: { 200: 0.8 } },
  { one: "yaml", other: "tofu", operations: previews, most: { 1000: 0.3 } },
  { one: "plugin", other: "dynamic", what: "the provider's peak memory", read: peakOf, most: { 10: 0.7, 200: 0.7, 1000: 0.7 } },
  { one: "plugin", other: "dynamic", what: "state", read: stateOf, most: { 10: 0.88, 200: 0.88, 1000: 0.88 } },
];

/**
 * `{ one, other, what, latencyMs, customers, most, ratio, cpu, met }` for each aim that was measured; `ratio` is a spread over the rounds. `cpu` is the same of
 * the CPU time of all processes, which says more where the machine does other things; absent where the aim is no time.
 */
exports.pluginAims = ({ runs }) => {
  const latencies = [...new Set(runs.map(({ latencyMs }) => latencyMs))].sort((a, b) => a - b);
  return limits
    .flatMap(({ operations, ...limit }) =>
      operations ? operations.map((what) => ({ ...limit, what, read: secondsOf(what), readCpu: cpuOf(what) })) : [limit],
    )
    .flatMap((limit) => latencies.map((latencyMs) => ({ ...limit, latencyMs })))
    .flatMap(({ most, read, readCpu, ...limit }) =>
      Object.entries(most).flatMap(([size, atMost]) => {
        const customers = Number(size);
        const here = runs.filter((run) => run.customers === customers && run.latencyMs === limit.latencyMs);
        const ratio = spread(ratios(here, limit, read));
        const cpu = readCpu && spread(ratios(here, limit, readCpu));
        return ratio ? [{ ...limit, customers, most: atMost, ratio, ...(cpu ? { cpu } : {}), met: ratio.median <= atMost }] : [];
      }),
    );
};

/** One for each round in which both were measured. */
function ratios(runs, { one, other }, read) {
  const rounds = [...new Set(runs.map(({ round }) => round))];
  return rounds.flatMap((round) => {
    const of = (name) => read(runs.filter((run) => run.round === round && run.contestant === name));
    const [above, below] = [of(one), of(other)];
    return above && below ? [above / below] : [];
  });
}

function secondsOf(operation) {
  return (runs) => runs.find((run) => run.operation === operation)?.seconds;
}

function cpuOf(operation) {
  return (runs) => {
    const roles = runs.find((run) => run.operation === operation)?.roles;
    return roles && Object.values(roles).reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
  };
}

/** Of whichever operation takes most; nothing where it was not measured. */
function peakOf(runs) {
  return Math.max(0, ...runs.map(({ roles }) => roles.provider?.peakBytes ?? 0));
}

function stateOf(runs) {
  return runs.find((run) => run.operation === "up")?.state.bytes;
}
