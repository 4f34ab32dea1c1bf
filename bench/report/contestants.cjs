"use strict";

/** What tables and plots call the contestants, in the order in which they stand there. */
exports.contestants = {
  plugin: { title: "plugin", label: "plugin", color: "#0b6bcb" },
  yaml: { title: "YAML on the plugin", label: "YAML, plugin", color: "#15803d" },
  dynamic: { title: "dynamic", label: "dynamic", color: "#7c3aed" },
  nothing: { title: "does nothing", label: "does nothing", color: "#6b7280" },
  usual: { title: "usual", label: "usual provider", color: "#c2410c" },
  tofu: { title: "OpenTofu", label: "OpenTofu", color: "#a16207" },
};

/** Those of them that were measured. */
exports.measured = (runs) => Object.keys(exports.contestants).filter((name) => runs.some(({ contestant }) => contestant === name));

/** What is compared where both were measured: how tables call it, and which is divided by which. */
exports.comparisons = [
  { title: "plugin ÷ dynamic", one: "plugin", other: "dynamic" },
  { title: "YAML ÷ dynamic", one: "yaml", other: "dynamic" },
  { title: "YAML ÷ OpenTofu", one: "yaml", other: "tofu" },
  { title: "dynamic ÷ nothing", one: "dynamic", other: "nothing" },
  { title: "usual ÷ dynamic", one: "usual", other: "dynamic" },
];

exports.compared = (runs) => {
  const names = exports.measured(runs);
  return exports.comparisons.filter(({ one, other }) => names.includes(one) && names.includes(other));
};
