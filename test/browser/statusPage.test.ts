import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runStatus } from "../../cli/status/status";
import { systemPorts } from "../../provider/systemPorts";
import { fakePulumi, testIo } from "../cli/support/io";
import { customer, exportOf, qualification } from "../cli/support/stack";
import { openFile } from "./support/browser";
import { poorContrast } from "./support/contrast";

const now = Date.parse("2026-11-20T12:00:00Z");
const sent = (number: number) => ({ lastSubmission: { requestId: "r", correlationId: "c", number } });
const stack = [
  qualification("contoso", customer(1), { vettingStatus: "Approved", vettingCreateDate: "2026-11-02T08:00:00Z", ...sent(1) }),
  qualification("lamna", customer(2), { vettingStatus: "InReview", vettingCreateDate: "2026-11-19T08:00:00Z", ...sent(1) }),
  qualification("fabrikam", customer(3), {
    vettingStatus: "Denied",
    vettingReason: "Not an Academic Domain: <script>document.title = 1</script>",
    vettingCreateDate: "2026-11-10T08:00:00Z",
    ...sent(2),
  }),
  qualification("tailspin-state-owned", customer(4), { qualification: "StateOwnedEntity", approved: true }),
  qualification("wingtip", customer(5), { vettingStatus: "InReview", vettingCreateDate: "2026-11-05T08:00:00Z", ...sent(1) }),
  qualification("adatum", customer(6), {
    vettingStatus: "NotListed",
    vettingReason: "Partner Center no longer lists Education for this customer.",
  }),
  qualification("proseware", "", {}),
];
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
let folder: string;
let file: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "partnercenter-page-"));
  file = join(folder, "status.html");
  const { project, env } = fakePulumi(folder, { export: exportOf(stack) });
  const io = testIo(project, env);
  await runStatus([], { html: true, interval: 60 }, io, new AbortController().signal, { ...systemPorts, now: () => now });
  writeFileSync(file, io.said.out);
});
afterAll(() => rmSync(folder, { recursive: true }));

test("the page of status opens from a file, shows every row, and asks for nothing and complains of nothing", async () => {
  await openFile(file, {}, async ({ page, complaints }) => {
    const names = await page.locator("tbody tr th > :first-child").allTextContents();
    expect(names).toEqual(["fabrikam", "adatum", "proseware", "wingtip", "lamna", "contoso", "tailspin-state-owned"]);
    await page.getByRole("row", { name: "fabrikam" }).getByText("<script>document.title = 1</script>").waitFor();
    expect(await page.title()).toBe("Customer qualifications of prod");
    expect(complaints).toEqual([]);
  });
});

const sizes = [
  [400, "light"],
  [400, "dark"],
  [1280, "light"],
  [1280, "dark"],
] as const;

test.each(sizes)(
  "%i px wide and %s: its texts can be read, nothing hangs over its edge, and axe finds nothing",
  async (width, colorScheme) => {
    // axe is put into the page, which the page's own policy forbids.
    await openFile(file, { colorScheme, viewport: { width, height: 800 }, bypassCSP: true }, async ({ page }) => {
      expect(await page.evaluate(poorContrast)).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
      await page.addScriptTag({ content: axe });
      const found = (await page.evaluate("axe.run({ resultTypes: ['violations'] })")) as {
        violations: { id: string; nodes: { html: string }[] }[];
      };
      expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 80)).join(", ")}`)).toEqual([]);
    });
  },
);

test("narrow, each value has its name beside it, and still is a cell of its row", async () => {
  await openFile(file, { viewport: { width: 400, height: 800 } }, async ({ page }) => {
    const cell = page.getByRole("row", { name: "fabrikam" }).getByRole("cell").nth(1);
    expect(await cell.textContent()).toBe("Denied");
    expect(await page.evaluate(`getComputedStyle(document.querySelector("tr.denied td:nth-child(3)"), "::before").content`)).toBe(
      '"Status"',
    );
  });
});

test("without its script all rows are there, and no filter that does nothing", async () => {
  await openFile(file, { javaScriptEnabled: false }, async ({ page }) => {
    await page.getByRole("row", { name: "fabrikam" }).waitFor();
    expect(await page.getByRole("searchbox").isVisible()).toBe(false);
  });
});

describe("with 5,000 rows", () => {
  let large: string;
  beforeAll(async () => {
    large = join(folder, "large.html");
    const statuses = ["Approved", "InReview", "Denied", "Approved"];
    const many = Array.from({ length: 5_000 }, (_, index) =>
      qualification(`school-${index}`, customer(index), {
        vettingStatus: statuses[index % 4],
        vettingCreateDate: "2026-11-19T08:00:00Z",
        expectedDomain: `school${index}.example`,
      }),
    );
    const { project, env } = fakePulumi(join(folder, "large"), { export: exportOf(many) });
    const io = testIo(project, env);
    await runStatus([], { html: true, interval: 60 }, io, new AbortController().signal, { ...systemPorts, now: () => now });
    writeFileSync(large, io.said.out);
  });

  test("the head stays in sight", async () => {
    await openFile(large, { viewport: { width: 1280, height: 800 } }, async ({ page }) => {
      await page.evaluate("scrollTo(0, 20000)");
      const { y } = (await page.getByRole("columnheader", { name: "Status" }).boundingBox()) ?? { y: Number.NaN };
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThan(10);
    });
  });

  test("a search, and whose turn it is, leave what fits, say how many, and print no more than that", async () => {
    await openFile(large, { viewport: { width: 1280, height: 800 } }, async ({ page, complaints }) => {
      const count = page.getByRole("status");
      expect(await count.textContent()).toBe("5,000 qualifications");
      await page.getByRole("radio", { name: "For your team" }).check();
      expect(await count.textContent()).toBe("1,250 of 5,000 qualifications");
      await page.getByRole("searchbox", { name: "Find" }).fill("SCHOOL42 denied");
      expect(await count.textContent()).toBe("28 of 5,000 qualifications");
      expect(await page.locator("tbody tr:visible").count()).toBe(28);
      await page.emulateMedia({ media: "print" });
      expect(await page.locator("tbody tr:visible").count()).toBe(28);
      expect(await page.getByRole("searchbox").isVisible()).toBe(false);
      await page.emulateMedia({ media: "screen" });
      await page.getByRole("searchbox", { name: "Find" }).fill("nobody at all");
      expect(await count.textContent()).toBe("0 of 5,000 qualifications");
      await page.getByRole("searchbox", { name: "Find" }).fill("");
      await page.getByRole("radio", { name: "Everything" }).check();
      expect(await count.textContent()).toBe("5,000 qualifications");
      expect(complaints).toEqual([]);
    });
  });
});
