"use strict";
const { contestants: known } = require("./contestants.cjs");
const { summarize } = require("./summary.cjs");

const size = { width: 760, height: 330, top: 56, bottom: 44, left: 52, right: 152, gap: 40 };
/** An SVG of how long `up` takes against the number of customers, both logarithmic, one panel for each latency. */
exports.plot = ({ runs, cores, engine }) => {
  const cells = summarize(runs).filter(({ operation }) => operation === "up");
  const latencies = [...new Set(cells.map(({ latencyMs }) => latencyMs))];
  const xs = [...new Set(cells.map(({ customers }) => customers))].sort((a, b) => a - b);
  const all = cells.flatMap(({ contestants }) => Object.values(contestants).map(({ seconds }) => seconds));
  const domain = { x: [xs[0], xs.at(-1)], y: [1, 10 ** Math.ceil(Math.log10(Math.max(...all)))] };
  const width = (size.width - size.left - size.right - size.gap * (latencies.length - 1)) / latencies.length;
  const panels = latencies.map((latencyMs, index) => {
    const last = index === latencies.length - 1;
    const area = { x: size.left + index * (width + size.gap), width, y: size.top, height: size.height - size.top - size.bottom };
    return panel({ area, domain, xs, last, latencyMs, cells: cells.filter((cell) => cell.latencyMs === latencyMs) });
  });
  const title = `pulumi up, seconds by customers (one stack, ${cores} cores, Pulumi ${engine})`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="system-ui, sans-serif" font-size="12">`,
    `<title>${title}</title>`,
    `<rect width="${size.width}" height="${size.height}" fill="#ffffff"/>`,
    text(size.left, 22, title, { fill: "#111827", weight: 600, size: 14 }),
    ...panels,
    "</svg>",
    "",
  ].join("\n");
};

function panel({ area, domain, xs, last, latencyMs, cells }) {
  const x = scale(domain.x, [area.x, area.x + area.width]);
  const y = scale(domain.y, [area.y + area.height, area.y]);
  const ticks = Array.from({ length: Math.round(Math.log10(domain.y[1])) + 1 }, (_, power) => 10 ** power);
  const names = Object.keys(known).filter((name) => cells.some(({ contestants }) => contestants[name]));
  const labels = apart(names.map((name) => ({ name, y: y(cells.at(-1).contestants[name]?.seconds ?? 1) })));
  return [
    text(area.x, area.y - 10, `the service answers ${latencyMs === 0 ? "at once" : `after ${latencyMs} ms`}`, { fill: "#374151" }),
    ...ticks.map((value) =>
      line(
        [
          [area.x, y(value)],
          [area.x + area.width, y(value)],
        ],
        "#e5e7eb",
        1,
      ),
    ),
    ...ticks.map((value) => text(area.x - 6, y(value) + 4, `${value} s`, { anchor: "end" })),
    ...xs.map((value) => text(x(value), area.y + area.height + 18, value.toLocaleString("en"), { anchor: "middle" })),
    ...names.flatMap((name) => {
      const points = cells
        .filter(({ contestants }) => contestants[name])
        .map((cell) => [x(cell.customers), y(cell.contestants[name].seconds)]);
      return [
        line(points, known[name].color, 2.5),
        ...points.map(([cx, cy]) => `<circle cx="${round(cx)}" cy="${round(cy)}" r="3.5" fill="${known[name].color}"/>`),
      ];
    }),
    ...(last
      ? labels.map((label) =>
          text(area.x + area.width + 10, label.y + 4, known[label.name].label, { fill: known[label.name].color, weight: 600, size: 11 }),
        )
      : []),
  ].join("\n");
}

/** Labels that would lie upon each other, moved apart. */
function apart(labels) {
  const sorted = [...labels].sort((a, b) => a.y - b.y);
  for (let index = 1; index < sorted.length; index++) sorted[index].y = Math.max(sorted[index].y, sorted[index - 1].y + 14);
  return sorted;
}

function scale([from, to], [start, end]) {
  return (value) => start + ((Math.log10(value) - Math.log10(from)) / (Math.log10(to) - Math.log10(from))) * (end - start);
}

const round = (value) => Math.round(value * 10) / 10;
const line = (points, color, width) =>
  `<polyline points="${points.map((point) => point.map(round).join(",")).join(" ")}" fill="none" stroke="${color}" stroke-width="${width}"/>`;
const text = (x, y, content, { fill = "#6b7280", anchor = "start", weight = 400, size: fontSize = 12 } = {}) =>
  `<text x="${round(x)}" y="${round(y)}" fill="${fill}" text-anchor="${anchor}" font-weight="${weight}" font-size="${fontSize}">${content}</text>`;
