// Those that are compared. Each declares the same customers with the same arguments. The Node programs are JavaScript, so that no compiler is measured.
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../scripts/setup/paths.mjs";
import { customerId } from "../support/customerId.cjs";
import tofu from "./tofuProgram.cjs";

const nodeRuntime = ["runtime:", "  name: nodejs", "  options:", "    typescript: false", "main: index.js"];
/** The plugin as `partnercenter plugin install` copies it. */
const withPlugin = ["plugins:", "  providers:", "    - name: partnercenter", `      path: ${path.join(root, "dist", "plugin")}`];

const nodeProgram = (program) => ({ "index.js": program });
const installPackage = (modules) => symlinkSync(root, path.join(modules, "pulumi-partnercenter"), "junction");

const declareAll = (declare) => `
for (let n = 0; n < Number(process.env.BENCH_CUSTOMERS); n++) {
  ${declare}("customer-" + n, {
    customerId: "00000000-0000-4000-8000-" + String(n).padStart(12, "0"),
    qualification: "Education",
    educationSegment: "K12",
    website: "customer" + n + ".edu",
  });
}
`;

/** This package in a Node program, by Pulumi's dynamic provider. */
const dynamic = {
  name: "dynamic",
  settings: nodeRuntime,
  install: installPackage,
  files: () =>
    nodeProgram(`const partnercenter = require("pulumi-partnercenter");${declareAll("new partnercenter.CustomerQualification")}`),
};

/** The same program on the plugin. */
const plugin = {
  name: "plugin",
  settings: [...nodeRuntime, ...withPlugin],
  install: installPackage,
  files: () =>
    nodeProgram(`const partnercenter = require("pulumi-partnercenter/plugin");${declareAll("new partnercenter.CustomerQualification")}`),
};

/** A YAML program on the plugin. */
const yaml = {
  name: "yaml",
  settings: ["runtime: yaml", ...withPlugin],
  install: () => {},
  files: (customers) => ({ "Main.yaml": ["resources:", ...Array.from({ length: customers }, (_, n) => yamlResource(n)), ""].join("\n") }),
};

const yamlResource = (n) => `  customer-${n}:
    type: partnercenter:CustomerQualification
    properties:
      customerId: ${customerId(n)}
      qualification: Education
      educationSegment: K12
      website: customer${n}.edu`;

/** A provider that answers at once with what it was asked, behind a text of the same length: the floor, and the engine's own share. */
const nothing = {
  name: "nothing",
  settings: nodeRuntime,
  install(modules) {
    const folder = path.join(modules, "pulumi-doing-nothing");
    mkdirSync(folder);
    writeFileSync(
      path.join(folder, "package.json"),
      JSON.stringify({ name: "pulumi-doing-nothing", version: "1.0.0", exports: { "./dynamic": "./dynamic.js" } }),
    );
    writeFileSync(path.join(folder, "dynamic.js"), doingNothing);
  },
  files: () =>
    nodeProgram(`const pulumi = require("@pulumi/pulumi");
const __provider = 'exports.handler=()=>require("pulumi-doing-nothing/dynamic").handler(1);';
class Nothing extends pulumi.CustomResource {
  constructor(name, args) {
    super("pulumi-nodejs:dynamic/doingnothing:CustomerQualification", name, { ...args, __provider });
  }
}${declareAll("new Nothing")}`),
};

const doingNothing = `exports.handler = () => ({
  configure: async () => {},
  check: async (olds, news) => ({ inputs: news, failures: [] }),
  diff: async () => ({ changes: false }),
  create: async (inputs) => ({ id: inputs.customerId + "/" + inputs.qualification, outs: inputs }),
  read: async (id, props) => ({ id, props }),
  update: async (id, olds, news) => ({ outs: news }),
  delete: async () => {},
});
`;

/**
 * A `dynamic.Resource` in the manner of Pulumi's own examples: a provider object for each resource, serialized into its state, which
 * captures the settings of the program and signs in for each call.
 */
const usual = {
  name: "usual",
  settings: nodeRuntime,
  install: () => {},
  files: () =>
    nodeProgram(`const pulumi = require("@pulumi/pulumi");
const axios = require("axios");

const endpoint = process.env.PARTNERCENTER_EMULATOR;
const credentials = { tenantId: process.env.BENCH_TENANT, clientId: process.env.BENCH_CLIENT, refreshToken: process.env.BENCH_REFRESH_TOKEN, clientSecret: process.env.BENCH_SECRET };

class QualificationProvider {
  async authorization() {
    const form = new URLSearchParams({
      grant_type: "refresh_token",
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
      refresh_token: credentials.refreshToken,
      scope: "https://api.partnercenter.microsoft.com/user_impersonation",
    });
    const { data } = await axios.post(endpoint + "/" + credentials.tenantId + "/oauth2/v2.0/token", form);
    return { headers: { Authorization: "Bearer " + data.access_token } };
  }
  url(id) {
    return endpoint + "/v1/customers/" + id + "/qualifications";
  }
  async create(inputs) {
    const { qualification, educationSegment, website } = inputs;
    const { data } = await axios.post(this.url(inputs.customerId), { qualification, educationSegment, website }, await this.authorization());
    return { id: inputs.customerId, outs: { ...inputs, vettingStatus: data.vettingStatus } };
  }
  async diff(id, olds, news) {
    return { changes: olds.qualification !== news.qualification };
  }
  async read(id, props) {
    const { data } = await axios.get(this.url(id), await this.authorization());
    return { id, props: { ...props, vettingStatus: data[0] && data[0].vettingStatus } };
  }
  async update(id, olds, news) {
    return this.create(news);
  }
  async delete() {}
}

class CustomerQualification extends pulumi.dynamic.Resource {
  constructor(name, args, opts) {
    super(new QualificationProvider(), name, { vettingStatus: undefined, ...args }, opts);
  }
}${declareAll("new CustomerQualification")}`),
};

export const contestants = [dynamic, plugin, yaml, nothing, usual, ...tofu.tofuContestants()];
