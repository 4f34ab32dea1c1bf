import stringWidth from "string-width";
import { assess } from "../../../cli/status/attention";
import { makeReport, type Report } from "../../../cli/status/report";
import { waitAfter, watch } from "../../../cli/status/watch";
import { systemPorts } from "../../../provider/systemPorts";
import { testIo } from "../support/io";
import { customer } from "../support/stack";

const now = Date.parse("2026-11-20T12:00:00Z");
function reportOf(count: number, source: Report["source"] = "state"): Report {
  const rows = Array.from({ length: count }, (_, index) => ({
    name: `customer-${String(index).padStart(2, "0")}`,
    customerId: customer(index),
    qualification: "Education",
    status: index === count - 1 ? "Denied" : "Approved",
    ...(index === count - 1 ? { note: "Not an Academic Domain" } : {}),
  }));
  return makeReport(
    rows.map((row) => assess(row, now)),
    { source, at: new Date(now).toISOString(), failOn: [] },
  );
}

test.each([
  ["state", 5_000, 1, 1_000],
  ["partnerCenter", 1, 1, 1_000],
  ["partnerCenter", 10, 1, 2_400],
  ["partnerCenter", 250, 60, 60_000],
  ["partnerCenter", 5_000, 1, 1_200_000],
  ["partnerCenter", 5_000, 3_600, 3_600_000],
] as const)("of %s, %i customers, every %i s: the next look comes after %i ms", (source, count, seconds, ms) => {
  expect(waitAfter(reportOf(count, source), seconds)).toBe(ms);
});

/** A terminal that remembers what is on it, line by line. */
function terminal(columns: number, rows: number | undefined) {
  const screens: string[][] = [];
  let resized: (() => void) | undefined;
  const size = { columns, rows };
  return {
    screens,
    resize(to: { columns: number; rows: number }) {
      Object.assign(size, to);
      resized?.();
    },
    out(text: string) {
      if (text.startsWith("\u001B[H"))
        screens.push(
          text
            .slice(3)
            .split("\r\n")
            .map((line) => line.replaceAll("\u001B[K", "").replaceAll("\u001B[J", "")),
        );
    },
    terminal: {
      get columns() {
        return size.columns;
      },
      get rows() {
        return size.rows as number;
      },
      colour: false,
      onResize: (changed: () => void) => {
        resized = changed;
        return () => {
          resized = undefined;
        };
      },
    },
  };
}

async function watched(screen: ReturnType<typeof terminal>, looks: (() => Report)[], between: () => void = () => {}): Promise<void> {
  const interrupt = new AbortController();
  const io = { ...testIo("/"), out: screen.out, terminal: screen.terminal };
  const clock = {
    ...systemPorts,
    timer(_: number, fire: () => void) {
      between();
      if (looks.length === 0) interrupt.abort();
      return systemPorts.timer(0, fire);
    },
  };
  await watch(async () => looks.shift()?.() ?? reportOf(1), { io, clock, seconds: 5, signal: interrupt.signal });
}

test.each([
  [100, 24],
  [80, 10],
  [40, 12],
  [30, 8],
  [20, 5],
])("a screen of %i columns and %i lines is filled, not overfilled, and what needs a person is on it", async (columns, rows) => {
  const screen = terminal(columns, rows);
  await watched(screen, [() => reportOf(40)]);
  const [lines = []] = screen.screens;
  expect(lines.length).toBeLessThanOrEqual(rows);
  for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
  expect(lines.join("\n")).toContain("customer-39");
  if (rows > 8) expect(lines.join("\n")).toMatch(/… and \d+ more, less urgent/);
});

test("how many are not shown is told", async () => {
  const screen = terminal(120, 14);
  await watched(screen, [() => reportOf(40)]);
  const [lines = []] = screen.screens;
  const shown = lines.filter((line) => line.startsWith("customer-")).length;
  expect(lines).toContain(`… and ${40 - shown} more, less urgent`);
  expect(lines).toHaveLength(14);
});

test("everything is shown where it fits, in a terminal whose height nobody knows too", async () => {
  for (const rows of [24, undefined]) {
    const screen = terminal(120, rows);
    await watched(screen, [() => reportOf(5)]);
    expect(screen.screens[0]?.filter((line) => line.startsWith("customer-"))).toHaveLength(5);
    expect(screen.screens[0]?.join("\n")).not.toContain("more, less urgent");
  }
});

test("a window that changes its size is drawn anew, without another look", async () => {
  const screen = terminal(120, 30);
  let looked = 0;
  const once = (): Report => {
    looked++;
    return reportOf(40);
  };
  await watched(screen, [once], () => screen.resize({ columns: 60, rows: 10 }));
  expect(looked).toBe(1);
  expect(screen.screens).toHaveLength(2);
  expect(screen.screens[1]?.length).toBeLessThanOrEqual(10);
  screen.resize({ columns: 20, rows: 5 });
  expect(screen.screens).toHaveLength(2);
});

test("a look that fails is told on the screen, below what was seen last", async () => {
  const screen = terminal(120, 30);
  const fails = (): Report => {
    throw new Error("no connection to x");
  };
  await watched(screen, [() => reportOf(3), fails, () => reportOf(3)]);
  expect(screen.screens[1]?.join("\n")).toMatch(/customer-02[\s\S]*no connection to x/);
  expect(screen.screens[2]?.join("\n")).not.toContain("no connection");
});
