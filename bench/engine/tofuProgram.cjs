"use strict";
const { customerId } = require("../support/customerId.cjs");

/** OpenTofu, where `BENCH_TOFU` names the program. */
exports.tofuContestants = (env = process.env) => (env.BENCH_TOFU ? [{ name: "tofu", program: env.BENCH_TOFU, tofu: true }] : []);

/** A `main.tf`, as the provider documents it (docs/index.md and docs/resources/resource.md of magodo/terraform-provider-restful). */
exports.tofuProgram = (customers, endpoint) =>
  [
    'terraform {\n  required_providers {\n    restful = { source = "magodo/restful" }\n  }\n}',
    'variable "token" {\n  sensitive = true\n}',
    `provider "restful" {\n  base_url = "${endpoint}"\n  header   = { Authorization = "Bearer \${var.token}" }\n}`,
    ...Array.from({ length: customers }, (_, n) => resource(n)),
    "",
  ].join("\n\n");

/** Partner Center answers a list, and never tells segment and website. */
const resource = (n) => `resource "restful_resource" "customer-${n}" {
  path             = "/v1/customers/${customerId(n)}/qualifications"
  read_selector    = "#(qualification==\\"Education\\")"
  write_only_attrs = ["educationSegment", "website"]
  body             = { qualification = "Education", educationSegment = "K12", website = "customer${n}.edu" }
}`;
