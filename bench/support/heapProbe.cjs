"use strict";
// Loaded into a provider process by `--require`. At SIGUSR2 it collects the garbage and writes how much of the heap is still in use.
const { writeFileSync } = require("node:fs");
const { setFlagsFromString } = require("node:v8");
const { runInNewContext } = require("node:vm");

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");
process.on("SIGUSR2", () => {
  collect();
  collect();
  writeFileSync(process.env.BENCH_HEAP, String(process.memoryUsage().heapUsed));
});
