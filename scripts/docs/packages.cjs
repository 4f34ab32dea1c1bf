"use strict";
const { readdirSync, readFileSync } = require("node:fs");
const path = require("node:path");

/** The production packages of the lock file, those that our own `dependencies` bring, each with what it weighs where it is installed. */
exports.productionPackages = (root) => {
  const { packages } = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8"));
  const found = new Map();
  const visit = (place, name, via) => {
    const at = resolvePlace(packages, place, name);
    if (at === undefined) return;
    const known = found.get(at);
    if (known) {
      known.via.add(via);
      return;
    }
    const entry = packages[at];
    const { version, license, hasInstallScript = false } = entry;
    const via_ = new Set([via]);
    found.set(at, { name, version, license, node: entry.engines?.node, hasInstallScript, kB: kilobytes(path.join(root, at)), via: via_ });
    for (const dependency of Object.keys(entry.dependencies ?? {})) visit(at, dependency, via);
  };
  for (const name of Object.keys(packages[""].dependencies)) visit("", name, name);
  return [...found.values()].map(({ via, ...each }) => ({ ...each, via: [...via].sort() })).sort((a, b) => (a.name < b.name ? -1 : 1));
};

function resolvePlace(packages, from, name) {
  for (let place = from; ; place = place.slice(0, Math.max(place.lastIndexOf("/node_modules/"), 0))) {
    const at = place === "" ? `node_modules/${name}` : `${place}/node_modules/${name}`;
    if (packages[at]) return at;
    if (place === "") return undefined;
  }
}

function kilobytes(folder) {
  const size = (place) =>
    readdirSync(place, { withFileTypes: true }).reduce((sum, entry) => {
      const file = path.join(place, entry.name);
      if (entry.isDirectory()) return entry.name === "node_modules" ? sum : sum + size(file);
      return entry.isFile() ? sum + readFileSync(file).length : sum;
    }, 0);
  return Math.round(size(folder) / 1024);
}
