import { createHash } from "node:crypto";
import { escapeHtml } from "../../emulator/http/escapeHtml";
import { plain } from "../plain";
import { type Assessed, requestsText } from "./attention";
import { barChart } from "./chart";
import { type Report, summary } from "./report";

const style = `
:root { color-scheme: light dark; background: Canvas; color: CanvasText; font-family: system-ui, sans-serif; line-height: 1.4 }
body { max-width: 90rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100%; font-size: 0.875rem }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.6rem; border-bottom: 1px solid #8884 }
td:nth-child(2) { font-family: ui-monospace, monospace; font-size: 0.85em; white-space: nowrap }
td:last-child { overflow-wrap: anywhere }
tr.denied, tr.notlisted, tr.unreadable { background: #d33a2c22 }
tr.overdue, tr.other { background: #c98a0022 }
svg { display: block; max-width: 100%; height: auto; margin-bottom: 1.5rem }
footer { margin-top: 1.5rem; opacity: 0.75 }
`;

/** Nothing may be loaded or run; the style is known by its hash. */
const policy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`;

const columns: readonly (readonly [title: string, cell: (row: Assessed) => string | number | undefined])[] = [
  ["Resource", ({ name }) => name],
  ["Customer", ({ customerId }) => customerId],
  ["Qualification", ({ qualification }) => qualification],
  ["Status", ({ status }) => status],
  ["Requested", ({ requestedAt }) => requestedAt?.slice(0, 10)],
  ["Days since", ({ ageDays }) => ageDays],
  ["Working days in review", ({ workingDaysInReview }) => workingDaysInReview],
  ["Requests", (row) => (row.requestsUsed === undefined ? undefined : requestsText(row))],
  ["Note", ({ note }) => note],
];

/** One page with everything in it, to keep or to send on. */
export function html(report: Report): string {
  const title = `Customer qualifications${report.stack === undefined ? "" : ` of ${report.stack}`}`;
  const head = columns.map(([name]) => `<th scope="col">${name}</th>`).join("");
  const body = report.rows.map(
    (row) => `<tr class="${row.attention}">${columns.map(([, cell]) => `<td>${shown(cell(row))}</td>`).join("")}</tr>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">
<title>${shown(title)}</title>
<style>${style}</style></head>
<body><h1>${shown(title)}</h1>
<p>${shown(summary(report))}</p>
${barChart(report)}
<table><thead><tr>${head}</tr></thead>
<tbody>
${body.join("\n")}
</tbody></table>
<footer>Written by partnercenter status at ${shown(report.at)}.</footer>
</body></html>
`;
}

function shown(value: string | number | undefined): string {
  return escapeHtml(plain(String(value ?? "")));
}
