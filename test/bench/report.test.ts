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
  ratio(one: string, other: string): Spread | undefined;
}
const { spread, summarize } = require("../../bench/report/summary.cjs") as {
  spread(numbers: readonly number[]): Spread | undefined;
  summarize(runs: readonly Run[]): readonly Cell[];
};
const { aims } = require("../../bench/report/aims.cjs") as {
  aims(results: object): readonly { readonly aim: string; readonly measured: string; readonly met: boolean }[];
};
const { pluginAims } = require("../../bench/report/pluginAims.cjs") as {
  pluginAims(engine: object): readonly { readonly what: string; readonly one: string; readonly ratio: Spread; readonly met: boolean }[];
};
const { tofuContestants, tofuProgram } = require("../../bench/engine/tofuProgram.cjs") as {
  tofuContestants(env: object): readonly { readonly program: string }[];
  tofuProgram(customers: number, endpoint: string): string;
};
const { engineTable, pluginAimTable } = require("../../bench/report/tables.cjs") as Record<string, (engine: object) => string>;
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
  const runs = [run("dynamic", 0, 11), run("nothing", 0, 10), run("dynamic", 1, 36), run("nothing", 1, 30), run("nothing", 2, 1000)];
  const [cell] = summarize(runs);
  expect(cell?.ratio("dynamic", "nothing")).toEqual({ median: expect.closeTo(1.15), min: 1.1, max: 1.2 });
  expect(cell?.ratio("usual", "dynamic")).toBeUndefined();
});

test("the cells come by latency and size, whatever was measured first", () => {
  const measured = [
    [1000, 100],
    [10, 100],
    [100, 0],
    [10, 0],
  ] as const;
  const cells = summarize(measured.map(([customers, latencyMs]) => run("dynamic", 0, 1, { customers, latencyMs })));
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
  const rows = aims({ engine: engineOf([run("dynamic", 0, 13), run("nothing", 0, 10), run("usual", 0, 20)]), processes });
  expect(rows.filter(({ met }) => !met).map(({ aim, measured }) => `${aim}: ${measured}`)).toEqual([
    "up, 10 customers: at most 1.10 × does nothing: 1.30 ×",
    "up, 10 customers: at least 3 × faster than the usual provider: 1.54 ×",
  ]);
});

test("a request too many is found in the operation that sent it", () => {
  const twice = run("dynamic", 0, 10, { requests: { gets: 10, posts: 11, tokenRequests: 1 } });
  const rows = aims({ engine: engineOf([twice, run("nothing", 0, 10)]), processes });
  expect(rows.find(({ aim }) => aim.startsWith("one token"))).toMatchObject({ measured: "not in up of 10", met: false });
});

test("a preview that asks Partner Center is found in each front", () => {
  const preview = { operation: "no-op preview", requests: { gets: 0, posts: 0, tokenRequests: 0 } };
  const asks = run("yaml", 0, 1, { operation: "no-op preview" });
  const rows = aims({ engine: engineOf([run("dynamic", 0, 1, preview), run("plugin", 0, 1, preview), asks]), processes });
  expect(rows.find(({ aim }) => aim.startsWith("one token"))).toMatchObject({ measured: "not in no-op preview of 10", met: false });
});

test("the plugin's aims are ratios of one round, each for its size, and memory is the greatest of all operations", () => {
  const memory = (peakBytes: number): Partial<Run> => ({ roles: { provider: { cpuSeconds: 1, peakBytes } } });
  const runs = [
    run("dynamic", 0, 10, memory(100e6)),
    run("plugin", 0, 7, memory(60e6)),
    run("dynamic", 1, 100, memory(100e6)),
    run("plugin", 1, 73, memory(60e6)),
    run("plugin", 0, 1, { operation: "refresh", ...memory(90e6) }),
    run("plugin", 2, 1000),
    run("yaml", 0, 4, { operation: "no-op preview" }),
    run("dynamic", 0, 6, { operation: "no-op preview" }),
  ];
  const told = pluginAims(engineOf(runs)).map(({ one, what, ratio, met }) => [one, what, ratio.median.toFixed(3), met]);
  expect(told).toEqual([
    ["plugin", "up", "0.715", true],
    ["yaml", "no-op preview", "0.667", false],
    ["plugin", "the provider's peak memory", "0.750", false],
    ["plugin", "state", "1.000", false],
  ]);
  expect(pluginAimTable?.(engineOf(runs))).toContain("| plugin ÷ dynamic: up | 0 ms | 0.71 (0.70 to 0.73) of 0.75: met; CPU 1.00 |");
  expect(pluginAimTable?.(engineOf(runs))).toContain(
    "| YAML on the plugin ÷ dynamic: no-op preview | 0 ms | 0.67 of 0.50: **missed**; CPU 1.00 |",
  );
});

test("a table has the contestants that were measured, and no others", () => {
  const head = engineTable?.(engineOf([run("dynamic", 0, 4), run("plugin", 0, 3)])).split("\n")[0];
  expect(head).toBe("| customers | latency |  | plugin | dynamic | plugin ÷ dynamic |");
});

test("OpenTofu takes part where BENCH_TOFU names it, with a resource for each customer", () => {
  expect(tofuContestants({})).toEqual([]);
  expect(tofuContestants({ BENCH_TOFU: "/opt/tofu" })).toMatchObject([{ program: "/opt/tofu" }]);
  const program = tofuProgram(3, "http://127.0.0.1:1");
  expect(program.match(/^resource "restful_resource" "customer-\d"/gm)).toEqual(
    [0, 1, 2].map((n) => `resource "restful_resource" "customer-${n}"`),
  );
  expect(program).toContain('base_url = "http://127.0.0.1:1"');
});

test("with a slow service the aim is what the engine's slots allow", () => {
  // 100 customers, two requests each of 100 ms, eight at a time: 2.5 s, and the engine's own 10 s.
  const at = (seconds: number): object => {
    const large = { customers: 100, requests: { gets: 100, posts: 100, tokenRequests: 1 } };
    return engineOf([run("nothing", 0, 10, large), run("dynamic", 0, 10, large), run("dynamic", 0, seconds, { ...large, latencyMs: 100 })]);
  };
  const row = (engine: object): unknown => aims({ engine, processes }).find(({ aim }) => aim.includes("100 ms:"));
  expect(row(at(14))).toMatchObject({ measured: "1.12 ×", met: true });
  expect(row(at(15))).toMatchObject({ measured: "1.20 ×", met: false });
});

test("the plot is one closed SVG with a line for each contestant and no number that is none", () => {
  const runs = ["dynamic", "nothing", "usual"].flatMap((name) => [run(name, 0, 5), run(name, 0, 50, { customers: 1000 })]);
  const svg = plot(engineOf(runs));
  expect(svg).toMatch(/^<svg [^>]*viewBox/);
  expect(svg.trim()).toMatch(/<\/svg>$/);
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  expect(svg.match(/<polyline[^>]*stroke-width="2.5"/g)).toHaveLength(3);
});
