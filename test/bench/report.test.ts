import * as fc from "fast-check";

interface Run {
  readonly contestant: string;
  readonly customers: number;
  readonly latencyMs: number;
  readonly round: number;
  readonly operation: string;
  readonly seconds: number;
  readonly roles: Readonly<Record<string, { cpuSeconds: number; peakBytes: number }>>;
  readonly requests: { readonly gets: number; readonly posts: number; readonly tokenRequests: number };
  readonly state: { readonly bytes: number; readonly stubBytes: number };
}
interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}
interface Cell {
  readonly customers: number;
  readonly latencyMs: number;
  readonly oursToNothing?: Spread;
  readonly usualToOurs?: Spread;
}
const { spread, summarize } = require("../../bench/report/summary.cjs") as {
  spread(numbers: readonly number[]): Spread | undefined;
  summarize(runs: readonly Run[]): readonly Cell[];
};
const { aims } = require("../../bench/report/aims.cjs") as {
  aims(results: object): readonly { readonly aim: string; readonly measured: string; readonly met: boolean }[];
};
const { plot } = require("../../bench/report/plot.cjs") as { plot(engine: object): string };

const run = (contestant: string, round: number, seconds: number, more: Partial<Run> = {}): Run => ({
  contestant,
  customers: 10,
  latencyMs: 0,
  round,
  operation: "up",
  seconds,
  roles: { provider: { cpuSeconds: 1, peakBytes: 80e6 } },
  requests: { gets: 10, posts: 10, tokenRequests: 1 },
  state: { bytes: contestant === "nothing" ? 10_000 : 11_000, stubBytes: 71 },
  ...more,
});
const processes = { firstRequestMs: { median: 90, min: 80, max: 130 }, packageStartMs: { median: 2, min: 1, max: 3 } };
const engineOf = (runs: readonly Run[]): object => ({ runs, cores: 2, engine: "3.259.0" });

test("a ratio compares what was measured in the same round, whatever the other rounds were like", () => {
  const runs = [run("ours", 0, 11), run("nothing", 0, 10), run("ours", 1, 36), run("nothing", 1, 30), run("nothing", 2, 1000)];
  expect(summarize(runs)).toMatchObject([{ oursToNothing: { median: expect.closeTo(1.15), min: 1.1, max: 1.2 } }]);
  expect(summarize(runs)[0]?.usualToOurs).toBeUndefined();
});

test("the cells come by latency and size, whatever was measured first", () => {
  const measured = [
    [1000, 100],
    [10, 100],
    [100, 0],
    [10, 0],
  ] as const;
  const cells = summarize(measured.map(([customers, latencyMs]) => run("ours", 0, 1, { customers, latencyMs })));
  expect(cells.map(({ customers, latencyMs }) => [customers, latencyMs])).toEqual([
    [10, 0],
    [100, 0],
    [10, 100],
    [1000, 100],
  ]);
});

test("the median lies between the extremes, and among the numbers where their count is odd", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1, maxLength: 21 }), (numbers) => {
      const { median, min, max } = spread(numbers) ?? { median: Number.NaN, min: 0, max: 0 };
      expect(min).toBe(Math.min(...numbers));
      expect(max).toBe(Math.max(...numbers));
      expect(median).toBeGreaterThanOrEqual(min);
      expect(median).toBeLessThanOrEqual(max);
      if (numbers.length % 2 === 1) expect(numbers).toContain(median);
    }),
  );
  expect(spread([])).toBeUndefined();
});

test("an aim that is missed is said to be missed, with how far", () => {
  const rows = aims({ engine: engineOf([run("ours", 0, 13), run("nothing", 0, 10), run("usual", 0, 20)]), processes });
  expect(rows.filter(({ met }) => !met).map(({ aim, measured }) => `${aim}: ${measured}`)).toEqual([
    "up, 10 customers: at most 1.10 × does nothing: 1.30 ×",
    "up, 10 customers: at least 3 × faster than the usual provider: 1.54 ×",
  ]);
});

test("a request too many is found in the operation that sent it", () => {
  const twice = run("ours", 0, 10, { requests: { gets: 10, posts: 11, tokenRequests: 1 } });
  const rows = aims({ engine: engineOf([twice, run("nothing", 0, 10)]), processes });
  expect(rows.find(({ aim }) => aim.startsWith("one token"))).toMatchObject({ measured: "not in up of 10", met: false });
});

test("with a slow service the aim is what the engine's slots allow", () => {
  // 100 customers, two requests each of 100 ms, eight at a time: 2.5 s, and the engine's own 10 s.
  const at = (seconds: number): object => {
    const large = { customers: 100, requests: { gets: 100, posts: 100, tokenRequests: 1 } };
    return engineOf([run("nothing", 0, 10, large), run("ours", 0, 10, large), run("ours", 0, seconds, { ...large, latencyMs: 100 })]);
  };
  const row = (engine: object): unknown => aims({ engine, processes }).find(({ aim }) => aim.includes("100 ms:"));
  expect(row(at(14))).toMatchObject({ measured: "1.12 ×", met: true });
  expect(row(at(15))).toMatchObject({ measured: "1.20 ×", met: false });
});

test("the plot is one closed SVG with a line for each contestant and no number that is none", () => {
  const runs = ["ours", "nothing", "usual"].flatMap((name) => [run(name, 0, 5), run(name, 0, 50, { customers: 1000 })]);
  const svg = plot(engineOf(runs));
  expect(svg).toMatch(/^<svg [^>]*viewBox/);
  expect(svg.trim()).toMatch(/<\/svg>$/);
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  expect(svg.match(/<polyline[^>]*stroke-width="2.5"/g)).toHaveLength(3);
});
