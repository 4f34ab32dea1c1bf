import { requestLimit } from "../../provider/qualification/vetting";
import { columns } from "./columns";
import { countsOf, type Report } from "./report";

/** The report for programs. What is not known is absent. */
export function json(report: Report): string {
  const { rows, ...about } = report;
  const counts = Object.fromEntries(countsOf(report));
  const qualifications = rows.map((row) => Object.fromEntries(columns.map(({ key, value }) => [key, value(row)])));
  return `${JSON.stringify({ ...about, requestLimit, counts, qualifications }, null, 2)}\n`;
}
