"use strict";
const { readdirSync, readFileSync } = require("node:fs");
const path = require("node:path");

/** The test files that write programs for /bin/sh: they cannot run on Windows. Their paths below `folder`. */
exports.posixOnly = (folder, platform = process.platform) => {
  if (platform !== "win32") return [];
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".test.ts"));
  return files.filter((file) => readFileSync(path.join(folder, file), "utf8").includes("#!/bin/sh")).sort();
};
