"use strict";
// Turns the code's own tables into Markdown, for the places in docs/ that carry a marker.

const cell = (text) =>
  String(text ?? "")
    .replaceAll("|", "\\|")
    .replaceAll("\n", " ");

/** A Markdown table from rows of texts. */
function table(heads, rows) {
  const line = (cells) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(heads), `|${heads.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}

/** The decision table of `provider/qualification/decide.ts`. */
function decisionTable(rules) {
  return table(
    ["", "wish", "live", "decision", "source"],
    rules.map((row) => [`\`${row.rule}\``, row.wish, row.live, row.decision, row.source]),
  );
}

/** A text in which what stands between `<!-- NAME -->` and `<!-- /NAME -->` is replaced. Throws where the marker is missing. */
function fill(text, name, content) {
  const between = new RegExp(`(<!-- ${name} -->)[\\s\\S]*?(<!-- /${name} -->)`);
  if (!between.test(text)) throw new Error(`no marker <!-- ${name} -->`);
  return text.replace(between, (_, before, after) => `${before}\n${content}\n${after}`);
}

module.exports = { table, decisionTable, fill };
