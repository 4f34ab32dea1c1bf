import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
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
    const names = await page.locator("tbody tr td:first-child").allTextContents();
    expect(names).toEqual(["fabrikam", "adatum", "proseware", "wingtip", "lamna", "contoso", "tailspin-state-owned"]);
    await page.getByRole("row", { name: "fabrikam" }).getByText("<script>document.title = 1</script>").waitFor();
    expect(await page.title()).toBe("Customer qualifications of prod");
    await page.getByRole("img", { name: "1 denied, 1 not listed any more, 1 unreadable" }).waitFor();
    expect(complaints).toEqual([]);
  });
});

test.each(["light", "dark"] as const)("its texts can be read, and nothing hangs over its edge: %s", async (colorScheme) => {
  await openFile(file, { colorScheme, viewport: { width: 1280, height: 800 } }, async ({ page }) => {
    expect(await page.evaluate(poorContrast)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  });
});
