// What the policy pack adds to a preview of many new customers, each with a validation code that the pack looks for in all files of the project:
//
//     node bench/policies.mjs [--customers 1000] [--files 200] [--rounds 2] [--save]
//
// `--save` writes bench/results/policies.json; docs/internals/measurements.md has a sentence of it (`npm run docs`).
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { root } from "../scripts/setup/paths.mjs";
import { setUp } from "../scripts/setup.mjs";
import { createProject } from "./engine/project.mjs";
import { spread } from "./report/summary.cjs";
import { customerId } from "./support/customerId.cjs";
import { startService } from "./support/service.mjs";

const { values } = parseArgs({
  options: {
    customers: { type: "string", default: "1000" },
    files: { type: "string", default: "200" },
    rounds: { type: "string", default: "2" },
    save: { type: "boolean", default: false },
  },
});
const [customers, files, rounds] = [values.customers, values.files, values.rounds].map(Number);
const fileBytes = 20_000;
const engine = await setUp(["dependencies", "build", "engine"], { quiet: true });
const service = await startService();

/** Each customer has a code of its own: the worst case, since nothing that was found can serve twice. */
const government = {
  name: "policies",
  settings: ["runtime:", "  name: nodejs", "  options:", "    typescript: false", "main: index.js"],
  install(modules) {
    symlinkSync(root, path.join(modules, "pulumi-partnercenter"), "junction");
    mkdirSync(path.join(modules, "@pulumi"));
    for (const name of ["pulumi", "policy"]) {
      symlinkSync(path.join(root, "node_modules", "@pulumi", name), path.join(modules, "@pulumi", name), "junction");
    }
  },
  files: () => ({
    "index.js": `const { createHash } = require("node:crypto");
const partnercenter = require("pulumi-partnercenter");
for (let n = 0; n < Number(process.env.BENCH_CUSTOMERS); n++)
  new partnercenter.CustomerQualification("customer-" + n, {
    customerId: "00000000-0000-4000-8000-" + String(n).padStart(12, "0"),
    qualification: "GovernmentCommunityCloud",
    validationCode: createHash("sha256").update("code " + n).digest("hex").slice(0, 12),
  });
`,
    ...Object.fromEntries(Array.from({ length: files }, (_, n) => [`data-${n}.csv`, `line ${n} of a file\n`.repeat(fileBytes / 20)])),
  }),
};

const without = [];
const ratios = [];
const extra = [];
try {
  for (let round = 0; round < rounds; round++) {
    await service.begin({ customers, latencyMs: 0 });
    const project = await createProject({ pulumi: engine.pulumi, contestant: government, service, customers });
    try {
      const config = project.at("policies.json");
      const listed = Array.from({ length: customers }, (_, n) => customerId(n));
      writeFileSync(config, JSON.stringify({ "gcc-allow-list": { customers: listed }, "no-plain-text-code": { folder: project.at() } }));
      const plain = await project.measure("no-op preview");
      const pack = await project.measure("no-op preview", [
        "--policy-pack",
        "node_modules/pulumi-partnercenter/policy",
        "--policy-pack-config",
        config,
      ]);
      process.stderr.write(`round ${round + 1}: ${plain.seconds.toFixed(1)} s without, ${pack.seconds.toFixed(1)} s with the pack\n`);
      without.push(plain.seconds);
      ratios.push(pack.seconds / plain.seconds);
      extra.push(pack.seconds - plain.seconds);
    } finally {
      project.remove();
    }
  }
} finally {
  service.stop();
}
const result = {
  measured: new Date().toISOString().slice(0, 10),
  cores: os.availableParallelism(),
  customers,
  files,
  fileBytes,
  withoutSeconds: spread(without),
  ratio: spread(ratios),
  extraSeconds: spread(extra),
};
console.log(result);
if (values.save) writeFileSync(path.join(root, "bench", "results", "policies.json"), `${JSON.stringify(result, undefined, 1)}\n`);
