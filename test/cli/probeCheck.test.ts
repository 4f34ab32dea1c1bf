import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkProbe, readProbeReport } from "../../cli/doctor/probeCheck";
import { type Observation, ofAssumption, ofExpectation } from "../../cli/probe/observation";
import { type Report, reportFile, reportFormat, reportText } from "../../cli/probe/report";
import { settle } from "../../cli/probe/settle";
import { settingsFor } from "../support/partnerCenter";

const real = settingsFor("https://api.partnercenter.microsoft.com");
const reportOf = (...observations: readonly Observation[]): Report => ({
  format: reportFormat,
  product: { name: "pulumi-partnercenter", version: "0.1.0" },
  date: "2026-11-25",
  cloud: "global",
  service: "microsoft",
  contract: "2023-05",
  signIn: "userWithMfa",
  requests: 30,
  ended: "complete",
  ...settle(observations),
});
const noReplay = ofAssumption("replayRequestIds", false);
const lag = ofAssumption("readLagMs", 5_000);

test.each([
  ["nothing seen", [], "ok", /nothing contradicts/],
  ["all as assumed", [ofAssumption("replayRequestIds", true), ofAssumption("readLagMs", 0)], "ok", /nothing contradicts/],
  ["what the provider reads anyway", [ofAssumption("bom", false), ofAssumption("listShape", "wrapper")], "ok", /nothing contradicts/],
  ["no replay", [noReplay], "note", /does not replay request ids: .* reading back alone/],
  ["reads that lag", [lag], "note", /reads lag by 5 s: .* replay of request ids alone/],
  ["both", [noReplay, lag], "warning", /does not replay request ids, and its reads lag by 5 s: .* may be sent twice/],
  ["an unknown shape", [ofAssumption("listShape", 7)], "warning", /not known here \(listShape\)/],
  ["an unknown status", [ofExpectation("statuses", "unknown")], "warning", /not known here \(statuses\)/],
  ["a format of dates that is read all the same", [ofAssumption("dateFormat", "2020")], "ok", /nothing contradicts/],
  ["dates that cannot be read", [ofExpectation("dates", "unread")], "warning", /\(dates\)/],
  ["another answer for an unknown customer", [ofExpectation("unknownCustomer", "418")], "warning", /unknownCustomer/],
] as const)("doctor, by a report with %s: %s", (_, observations, status, message) => {
  const finding = checkProbe(reportOf(...observations), real);
  expect(finding.status).toBe(status);
  expect(finding.message).toMatch(message);
  expect(finding.remedy === undefined).toBe(status === "ok");
});

test("a report of another service or cloud is not compared", () => {
  const bad = reportOf(noReplay, lag);
  expect(checkProbe({ ...bad, service: "emulator" }, real).status).toBe("note");
  expect(checkProbe({ ...bad, cloud: "china" }, real).message).toContain("another service");
  expect(checkProbe({ ...bad, service: "emulator" }, settingsFor("http://127.0.0.1:1")).status).toBe("warning");
});

test("the report is the one that is named, or the one in the folder; none is no finding", () => {
  const folder = mkdtempSync(join(tmpdir(), "partnercenter-report-"));
  try {
    expect(readProbeReport(folder, undefined)).toBeUndefined();
    expect(readProbeReport(folder, "other.json")).toMatchObject({ status: "note", message: expect.stringContaining("ENOENT") });
    const report = reportOf(noReplay);
    writeFileSync(join(folder, reportFile), reportText(report));
    writeFileSync(join(folder, "other.json"), '{"format":"x"}');
    expect(readProbeReport(folder, undefined)).toEqual(report);
    expect(readProbeReport(folder, "other.json")).toMatchObject({ message: expect.stringContaining("--probe-report is no report") });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
