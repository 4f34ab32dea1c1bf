"use strict";

/** `{ median, min, max }` of some numbers; undefined of none. */
function spread(numbers) {
  if (numbers.length === 0) return undefined;
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, min: sorted[0], max: sorted.at(-1) };
}

/**
 * One entry for each latency, size and operation, in this order whatever was measured first, with what each contestant took. `ratio(one, other)` compares
 * what was measured in the same round; seconds, or what `read` takes from a run.
 */
function summarize(runs) {
  const cells = new Map();
  for (const run of runs) {
    const key = [run.customers, run.latencyMs, run.operation].join("|");
    if (!cells.has(key)) cells.set(key, { customers: run.customers, latencyMs: run.latencyMs, operation: run.operation, runs: [] });
    cells.get(key).runs.push(run);
  }
  const inOrder = [...cells.values()].sort((a, b) => a.latencyMs - b.latencyMs || a.customers - b.customers);
  return inOrder.map(({ runs: all, ...cell }) => {
    const of = (contestant) => all.filter((run) => run.contestant === contestant);
    const ratio = (one, other, read = ({ seconds }) => seconds) =>
      spread(
        of(one).flatMap((run) => {
          const beside = of(other).find(({ round }) => round === run.round);
          const [above, below] = [read(run), beside && read(beside)];
          return above && below ? [above / below] : [];
        }),
      );
    const contestants = Object.fromEntries([...new Set(all.map(({ contestant }) => contestant))].map((name) => [name, figures(of(name))]));
    return { ...cell, contestants, ratio };
  });
}

function figures(runs) {
  const of = (read) => spread(runs.map(read).filter((value) => value !== undefined))?.median;
  const role = (name, field) => of(({ roles }) => roles[name]?.[field]);
  return {
    seconds: of(({ seconds }) => seconds),
    cpuSeconds: of(({ roles }) => Object.values(roles).reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0)),
    providerCpuSeconds: role("provider", "cpuSeconds"),
    programPeakBytes: role("program", "peakBytes"),
    providerPeakBytes: role("provider", "peakBytes"),
    requests: runs[0].requests,
    stateBytes: of(({ state }) => state.bytes),
    stubBytes: of(({ state }) => state.stubBytes),
  };
}

module.exports = { spread, summarize };
