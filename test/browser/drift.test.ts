import { customers, education, program, withEmulator } from "../engine/support/emulated";
import { openPage } from "./support/browser";

test("a denial clicked on the emulator's page is drift in the next preview", async () => {
  await withEmulator({ program: program(education("contoso")) }, async ({ project, emulator, control }) => {
    await project.up();
    await openPage(emulator, async ({ page }) => {
      const name = control.customer(customers.contoso)?.companyName ?? "";
      await page.getByRole("button", { name: `Deny Education of ${name}` }).click();
      await page.getByLabel("Reason").fill("Not an Academic Domain");
      await page.getByRole("button", { name: "Deny", exact: true }).click();
      await page.getByText("Not an Academic Domain").waitFor();
    });
    const { output } = await project.preview({ args: ["--diff"] });
    expect(output).toMatch(/vettingStatus *: "InReview" => "Denied"/);
    expect(output).toMatch(/vettingReason *: "Not an Academic Domain"/);
  });
});
