"use strict";
const { table } = require("./render.cjs");

const seconds = (value) => (value >= 100 ? `${Math.round(value)} s` : `${value} s`);
const figures = ({ seconds: wall, cpuSeconds, peakMegabytes }) => [seconds(wall), seconds(cpuSeconds), `${peakMegabytes} MB`];
const where = ({ cores, node, engine }) =>
  `${cores} cores, Node ${node}, Pulumi ${engine}, folder backend, an emulator that answers at once.`;
const count = (value) => value.toLocaleString("en-US");
const ratio = (above, below) => (above / below).toFixed(above / below < 2 ? 2 : 1);

/** One stack beside small ones, on each front, from bench/results/fleet.json. */
exports.compareTable = ({ compare }) => {
  const fronts = [...new Set(compare.rows.map(({ front }) => front))];
  const of = (front, one) => compare.rows.find((row) => row.front === front && (row.shards === 1) === one);
  const rows = ["up", "preview", "refresh"].flatMap((operation) =>
    fronts.flatMap((front, index) => {
      const [one, many] = [of(front, true), of(front, false)];
      const gain = `${ratio(one[operation].seconds, many[operation].seconds)} in time, ${ratio(one[operation].cpuSeconds, many[operation].cpuSeconds)} in CPU`;
      return [
        [index === 0 ? `\`${operation}\`` : "", front, "one", ...figures(one[operation]), ""],
        ["", "", many.shards, ...figures(many[operation]), gain],
      ];
    }),
  );
  const [{ customers }] = compare.rows;
  const many = of(fronts[0], false);
  return [
    `${count(customers)} customers, ${many.parallel} stacks at the same time; ${where(compare)}`,
    "",
    table(["", "provider", "stacks", "time", "CPU", "peak memory, all processes", "one ÷ many"], rows),
    ...(fronts.includes("plugin") && fronts.includes("dynamic") ? ["", frontsText(of("plugin", false), of("dynamic", false))] : []),
    ...(compare.tofuUp === undefined ? [] : ["", tofuText(compare.tofuUp, many)]),
  ].join("\n");
};

const frontsText = (plugin, dynamic) => {
  const parts = ["up", "preview", "refresh"].map(
    (operation) =>
      `${ratio(plugin[operation].seconds, dynamic[operation].seconds)} for \`${operation}\` (CPU ${ratio(plugin[operation].cpuSeconds, dynamic[operation].cpuSeconds)})`,
  );
  return `In ${plugin.shards} stacks the plugin takes, of the dynamic provider's time, ${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}.`;
};

const tofuText = (tofu, fleet) =>
  `OpenTofu with \`magodo/restful\` takes ${seconds(Math.round(tofu))} for the same customers in one state; \`fleet up\` on the ${fleet.front} takes ${ratio(fleet.up.seconds, tofu)} of that.`;

/** How large a shard should be, and how many should be under way at a time. */
exports.sweepTable = ({ sweep: { rows } }) =>
  table(
    ["provider", "shards", "customers in each", "at the same time", "latency", "time", "CPU", "peak memory, all processes"],
    rows.map(({ front, customers, shards, parallel, latencyMs, up }) => [
      front,
      shards,
      Math.round(customers / shards),
      parallel,
      `${latencyMs} ms`,
      ...figures(up),
    ]),
  );

/** The largest fleets that were run, a sentence for each. */
exports.largeText = ({ large: { rows } }) =>
  rows
    .map(({ front, customers, shards, parallel, up }) => {
      const each = (value) => `${Math.round((1000 * value) / customers)} ms`;
      return (
        `- **${front}**: ${count(customers)} new customers in ${shards} stacks, ${parallel} at a time: ${Math.round(up.seconds)} s, which is ${each(up.seconds)} for each, and ` +
        `${each(up.cpuSeconds)} of a core; at most ${up.peakMegabytes} MB; ${count(up.gets)} GETs, ${count(up.posts)} POSTs and ${up.tokens} tokens.`
      );
    })
    .join("\n");

/** What was left of a fleet that was killed in the middle. */
exports.crashTable = ({ crash }) =>
  table(
    ["provider", "customers", "requests before `kill -9`", "stacks left locked", "requests in all, after `--resume`"],
    (crash?.rows ?? []).map(({ front, customers, postsBeforeKill, locked, submissions }) => [
      front,
      count(customers),
      count(postsBeforeKill),
      locked,
      count(submissions),
    ]),
  );
