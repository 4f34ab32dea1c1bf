"use strict";
// What Schemathesis tries on the emulator, for scripts/fuzz-emulator.mjs and for the tests.

/** No 5xx, and no answer outside the document. */
const checks = [
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_headers_conformance",
  "response_schema_conformance",
  "allow_header_conformance",
];

/** Schemathesis does not read a byte order mark. */
const readable = { bom: false };

/** Each with an emulator of its own. The control interface comes last, so that no fault or assumption that it sets meets the others. */
const runs = [
  { name: "API and authority", assumptions: { ...readable, autoCreateCustomers: true }, operations: ["--exclude-tag", "Control"] },
  {
    name: "API with other assumptions",
    assumptions: {
      ...readable,
      autoCreateCustomers: true,
      postContract: "any",
      listShape: "wrapper",
      emptyShape: "none",
      dateField: "vettingCreatedDate",
      postAnswer: "wrapper",
      repeatedPost: "echo",
      ruleStatus: 409,
      unknownCustomerShape: "A",
      strayFields: "refuse",
      gccVetting: "InReview",
    },
    operations: ["--include-tag", "Partner Center"],
  },
  { name: "API without customers", assumptions: readable, operations: ["--include-tag", "Partner Center"] },
  { name: "control interface", assumptions: { ...readable, autoCreateCustomers: true }, operations: ["--include-tag", "Control"] },
];

/** The arguments of Python for one run. */
function schemathesisArguments({ operations }, { url, token, examples, seed }) {
  return [
    ["-m", "schemathesis.cli", "run", `${url}/_emulator/openapi.json`, "--url", url],
    ["--header", `Authorization: Bearer ${token}`],
    ["--checks", checks.join(","), "--max-examples", String(examples), "--seed", String(seed), "--workers", "1"],
    ["--warnings", "off", "--suppress-health-check", "all", "--request-timeout", "30"],
    operations,
  ].flat();
}

module.exports = { runs, schemathesisArguments };
