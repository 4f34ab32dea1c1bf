import { requestLimit } from "../../provider/qualification/vetting";
import { countsOf, type Report } from "./report";

/** The report for programs. */
export function json(report: Report): string {
  const { rows, ...about } = report;
  const counts = Object.fromEntries(countsOf(report));
  return `${JSON.stringify({ ...about, requestLimit, counts, qualifications: rows }, null, 2)}\n`;
}
