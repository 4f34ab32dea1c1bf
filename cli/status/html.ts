import { createHash } from "node:crypto";
import { escapeHtml } from "../html";
import { plain } from "../plain";
import type { Assessed } from "./attention";
import { columns } from "./columns";
import { type Party, parties, usualReviewDays } from "./nextStep";
import { script, style } from "./pageParts";
import { countsOf, type Report, words } from "./report";
import { counted, dateAndTime } from "./words";

/** Nothing is loaded, and nothing is sent; the one style and the one script, which filters, are known by their hashes. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${hash(style)}'`,
  `script-src 'sha256-${hash(script)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

type Line = NonNullable<(typeof columns)[number]["page"]> & { readonly shown: (row: Assessed) => string };

const lines: readonly Line[] = columns.flatMap(({ value, page }) =>
  page === undefined ? [] : [{ ...page, shown: page.text ?? ((row: Assessed) => String(value(row) ?? "")) }],
);

/** Each cell of a row is a title and the lines of the columns that name it. */
const cells: readonly (readonly [title: string, lines: readonly Line[]])[] = [...new Set(lines.map(({ cell }) => cell))].map((title) => [
  title,
  // An id says least to a person.
  lines.filter(({ cell }) => cell === title).sort((a, b) => Number(a.kind === "id") - Number(b.kind === "id")),
]);

const partyWords: Readonly<Record<Party, string>> = {
  "your team": "For your team",
  Microsoft: "Waiting for Microsoft",
  nobody: "Nothing to do",
};

/** One page with everything in it, to keep, to print or to send on to somebody who has no terminal. */
export function html(report: Report): string {
  const title = `Customer qualifications${report.stack === undefined ? "" : ` of ${report.stack}`}`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">
<title>${shown(title)}</title>
<style>${style}</style></head>
<body>
<header><h1>${shown(title)}</h1>
<p>${shown(sourceOf(report))}</p></header>
<main>
${report.rows.length === 0 ? "<p>There is no customer qualification.</p>" : [parts(report), bars(report), filter(report), tableOf(report)].join("\n")}
${explanations}
</main>
<footer><p>Written by <code>partnercenter status</code> on ${shown(dateAndTime(report.at))}.</p></footer>
<script>${script}</script>
</body></html>
`;
}

function sourceOf({ source, at, stateWrittenAt }: Report): string {
  if (source === "partnerCenter") return `As Partner Center said on ${dateAndTime(at)}.`;
  return `As Partner Center said when it was last asked${stateWrittenAt === undefined ? "" : `, on ${dateAndTime(stateWrittenAt)}`}.`;
}

/** Who has how much to do. */
function parts({ rows }: Report): string {
  const items = parties.map((party) => {
    const count = rows.filter(({ waitingFor }) => waitingFor === party).length;
    return `<li class="${classOf(party)}"><b>${count.toLocaleString("en")}</b> ${partyWords[party]}</li>`;
  });
  return `<section aria-labelledby="parts"><h2 id="parts">${shown(counted(rows.length, "qualification"))}</h2><ul class="parts">${items.join("")}</ul></section>`;
}

/** How many there are of each status, as bars. The numbers stand beside them, so the bars say nothing new to who cannot see them. */
function bars(report: Report): string {
  const counts = countsOf(report);
  const most = Math.max(...counts.map(([, count]) => count));
  const items = counts.map(([attention, count]) => {
    const length = Math.max(1, Math.round((count / most) * 100));
    return `<li class="${attention}"><span>${shown(capital(words[attention]))}</span><svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true"><rect width="${length}" height="1"/></svg><b>${count.toLocaleString("en")}</b></li>`;
  });
  return `<section aria-labelledby="bars"><h2 id="bars">By status</h2><ul class="bars">${items.join("")}</ul></section>`;
}

/** Shown by the script: without it, all rows are there and nothing filters them. */
function filter({ rows }: Report): string {
  const choices = [["", "Everything"] as const, ...parties.map((party) => [classOf(party), partyWords[party]] as const)];
  const radios = choices.map(
    ([value, label], index) => `<label><input type="radio" name="who" value="${value}"${index === 0 ? " checked" : ""}> ${label}</label>`,
  );
  return `<form role="search" aria-label="Qualifications" hidden>
<label class="search">Find <input type="search" name="text" placeholder="customer, domain, status …" autocomplete="off" spellcheck="false"></label>
<fieldset><legend>Show</legend>${radios.join("")}</fieldset>
</form>
<p class="count" role="status">${shown(counted(rows.length, "qualification"))}</p>`;
}

/** A browser lays out as many rows together, as soon as one of them comes into sight. */
const chunkRows = 20;

function tableOf({ rows }: Report): string {
  const head = cells.map(([title]) => `<th scope="col">${title}</th>`).join("");
  const body = rows.map((row) => {
    const [first, ...others] = cells.map(([, its]) => linesOf(its, row));
    return `<tr class="${row.attention} ${classOf(row.waitingFor)}"><th scope="row">${first}</th>${others.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
  });
  const chunks = Array.from({ length: Math.ceil(body.length / chunkRows) }, (_, index) =>
    body.slice(index * chunkRows, (index + 1) * chunkRows),
  );
  return `<table><caption class="unseen">Every qualification. What needs somebody comes first.</caption>
<thead><tr>${head}</tr></thead>
${chunks.map((chunk) => `<tbody>\n${chunk.join("\n")}\n</tbody>`).join("\n")}
</table>`;
}

function linesOf(its: readonly Line[], row: Assessed): string {
  return its
    .map(({ kind, shown: textOf }) => {
      const text = shown(textOf(row));
      if (text === "") return "";
      if (kind === "main") return `<b>${text}</b>`;
      return kind === undefined ? `<span>${text}</span>` : `<span class="${kind}">${text}</span>`;
    })
    .join("");
}

const explained: readonly (readonly [word: string, meaning: string])[] = [
  ["In review", `Microsoft has been asked and has not decided. It usually takes ${usualReviewDays} working days or less.`],
  ["Approved, in effect", "The customer has the qualification, and can buy what it allows."],
  ["Denied", "Microsoft said no. The reason is Microsoft's own."],
  ["No longer listed", "It was in review or approved, and Partner Center does not list it any more. It may have been denied or withdrawn."],
  ["Could not be read", "Partner Center did not tell. The note says why."],
  ["Requests", "A customer can be asked for three times in all. Nothing is shown where it is not known."],
  ["Working days", "Monday to Friday, in UTC. Public holidays are not known."],
];

const explanations = `<section class="words" aria-labelledby="words"><h2 id="words">What the words mean</h2><dl>${explained
  .map(([word, meaning]) => `<div><dt>${shown(word)}</dt><dd>${shown(meaning)}</dd></div>`)
  .join("")}</dl></section>`;

function classOf(party: Party): string {
  return { "your team": "yours", Microsoft: "theirs", nobody: "done" }[party];
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function shown(text: string): string {
  return escapeHtml(plain(text));
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}
