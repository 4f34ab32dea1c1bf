"use strict";
const { table } = require("./render.cjs");

const seconds = (value) => (value >= 100 ? `${Math.round(value)} s` : `${value} s`);
const figures = ({ seconds: wall, cpuSeconds, peakMegabytes }) => [seconds(wall), seconds(cpuSeconds), `${peakMegabytes} MB`];
const where = ({ cores, node, engine }) =>
  `${cores} cores, Node ${node}, Pulumi ${engine}, folder backend, an emulator that answers at once.`;

/** One stack beside small ones, from bench/results/fleet.json. */
exports.compareTable = ({ compare }) => {
  const { one, many, ratios } = compare;
  const operations = Object.keys(ratios);
  const rows = operations.flatMap((operation) => [
    [`\`${operation}\``, "one", ...figures(one[operation]), ""],
    ["", many.shards, ...figures(many[operation]), `${ratios[operation]} in time, ${cpuRatio(one, many, operation)} in CPU`],
  ]);
  return [
    `${one.customers.toLocaleString("en-US")} customers, ${many.parallel} stacks at the same time; ${where(compare)}`,
    "",
    table(["", "stacks", "time", "CPU", "peak memory, all processes", "one ÷ many"], rows),
  ].join("\n");
};

const cpuRatio = (one, many, operation) => Math.round((10 * one[operation].cpuSeconds) / many[operation].cpuSeconds) / 10;

/** How large a shard should be, and how many should be under way at a time. */
exports.sweepTable = ({ sweep: { rows } }) =>
  table(
    ["shards", "customers in each", "at the same time", "latency", "time", "CPU", "peak memory, all processes"],
    rows.map(({ customers, shards, parallel, latencyMs, up }) => [
      shards,
      Math.round(customers / shards),
      parallel,
      `${latencyMs} ms`,
      ...figures(up),
    ]),
  );

/** The largest fleet that was run, as a sentence. */
exports.largeText = ({ large }) => {
  const { customers, shards, parallel, up } = large;
  const each = (value) => `${Math.round((1000 * value) / customers)} ms`;
  return (
    `${customers.toLocaleString("en-US")} new customers in ${shards} stacks, ${parallel} at a time: ${Math.round(up.seconds)} s, which is ${each(up.seconds)} for each, and ` +
    `${each(up.cpuSeconds)} of a core; at most ${up.peakMegabytes} MB; ${up.gets.toLocaleString("en-US")} GETs, ` +
    `${up.posts.toLocaleString("en-US")} POSTs and ${up.tokens} tokens.`
  );
};
