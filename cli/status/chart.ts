import { escapeHtml } from "../../emulator/http/escapeHtml";
import type { Attention } from "./attention";
import { countsOf, type Report, words } from "./report";

const colours: Readonly<Record<Attention, string>> = {
  denied: "#d33a2c",
  notlisted: "#a3342a",
  unreadable: "#8a4fae",
  overdue: "#c98a00",
  inreview: "#2f7bd0",
  other: "#7a7a7a",
  approved: "#2c9a52",
};
const size = { row: 26, label: 240, bar: 360, count: 60 };

/** How many there are of each, as bars of SVG: drawn by the page itself. Empty where there is nothing to draw. */
export function barChart(report: Report): string {
  const counts = countsOf(report);
  if (counts.length === 0) return "";
  const most = Math.max(...counts.map(([, count]) => count));
  const [width, height] = [size.label + size.bar + size.count, counts.length * size.row];
  const bars = counts.map(([attention, count], index) => {
    const [y, length] = [index * size.row, Math.max(2, Math.round((count / most) * size.bar))];
    return [
      `<text x="${size.label - 10}" y="${y + 17}" text-anchor="end" font-size="14" fill="currentColor">${escapeHtml(words[attention])}</text>`,
      `<rect x="${size.label}" y="${y + 4}" width="${length}" height="${size.row - 8}" rx="3" fill="${colours[attention]}"/>`,
      `<text x="${size.label + length + 8}" y="${y + 17}" font-size="14" fill="currentColor">${count}</text>`,
    ].join("");
  });
  const label = counts.map(([attention, count]) => `${count} ${words[attention]}`).join(", ");
  return `<svg role="img" aria-label="${escapeHtml(label)}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${bars.join("")}</svg>`;
}
