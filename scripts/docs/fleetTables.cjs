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
