import { type Emulator, wellKnown } from "../../emulator";
import { withPage } from "./support/browser";
import { poorContrast } from "./support/contrast";

const contoso = { id: "0c39d6d5-c70d-4c55-bc02-f620844f3fd1", companyName: "Contoso", domain: "contoso.onmicrosoft.com" };
const seed = { customers: [{ ...contoso, qualifications: [{ qualification: "Education", vettingStatus: "InReview" }] }] };

function api(emulator: Emulator, path: string): Promise<Response> {
  return fetch(`${emulator.url}/v1/customers/${contoso.id}${path}`, { headers: { authorization: `Bearer ${wellKnown.accessToken}` } });
}

test("Deny with a reason is what the API shows next; withdrawing an approval too", async () => {
  await withPage({ seed }, async ({ page, emulator, complaints }) => {
    await page.getByRole("button", { name: "Deny Education of Contoso" }).click();
    await page.getByLabel("Reason").fill("Not an eligible Museum");
    await page.getByRole("button", { name: "Deny", exact: true }).click();
    await page.getByText("Not an eligible Museum").waitFor();
    expect(await (await api(emulator, "/qualifications")).json()).toMatchObject([
      { vettingStatus: "Denied", vettingReason: "Not an eligible Museum" },
    ]);
    await page.getByRole("button", { name: "Approve Education of Contoso" }).click();
    await page.getByRole("button", { name: "Withdraw Education of Contoso" }).click();
    await page.getByRole("button", { name: "Withdraw", exact: true }).click();
    await page.getByText("No longer an Education Customer").waitFor();
    await page.getByRole("button", { name: "Vanish Education of Contoso" }).click();
    await page.getByText("No qualification").waitFor();
    expect(emulator.control.qualifications(contoso.id)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

test("a decision can be made by the keyboard alone, and Escape makes none", async () => {
  await withPage({ seed }, async ({ page, emulator }) => {
    const focused = (): Promise<string> => page.evaluate('document.activeElement?.getAttribute("aria-label") ?? ""');
    const tabTo = async (label: string): Promise<void> => {
      for (let presses = 0; (await focused()) !== label; presses++) {
        expect(presses).toBeLessThan(40);
        await page.keyboard.press("Tab");
      }
    };
    await page.getByText("In review").waitFor();
    await tabTo("Deny Education of Contoso");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(emulator.control.qualifications(contoso.id)).toMatchObject([{ vettingStatus: "InReview" }]);
    await tabTo("Approve Education of Contoso");
    await page.keyboard.press("Space");
    await page.getByText("Approved", { exact: true }).waitFor();
    expect(emulator.control.qualifications(contoso.id)).toMatchObject([{ vettingStatus: "Approved" }]);
  });
});

test("customers and codes are added and found; names are texts, and codes are masked until asked for", async () => {
  await withPage({ seed }, async ({ page, emulator }) => {
    await page.getByRole("button", { name: "Add customer" }).click();
    await page.getByLabel("Company name").fill("Fabrikam <b>Museum</b>");
    await page.getByLabel("Relationship").selectOption("advisor");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("heading", { name: "Fabrikam <b>Museum</b>" }).waitFor();
    expect(emulator.control.customers()).toMatchObject([contoso, { companyName: "Fabrikam <b>Museum</b>", relationship: "advisor" }]);
    await page.getByLabel("Find customers").fill("museum");
    await page.getByRole("heading", { name: "Contoso" }).waitFor({ state: "detached" });
    await page.getByText("1 of 2").waitFor();
    await page.getByRole("button", { name: "Add code" }).click();
    await page.getByRole("textbox", { name: "Code" }).fill("Secret42");
    await page.getByRole("spinbutton").fill("");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText("no limit").waitFor();
    expect(await page.getByText("Secret42").count()).toBe(0);
    await page.getByLabel("Show them").check();
    await page.getByText("Secret42").waitFor();
    emulator.control.removeCustomer(contoso.id);
    await page.getByLabel("Find customers").fill("");
    await page.getByRole("heading", { name: "Contoso" }).waitFor({ state: "detached" });
  });
});

test("requests come in by themselves, with headers, bodies and answers, without secrets", async () => {
  await withPage({ seed }, async ({ page, emulator }) => {
    await page.getByText("Nothing was received yet.").waitFor();
    await fetch(`${emulator.url}/v1/customers/${contoso.id}/qualifications`, {
      method: "POST",
      headers: { authorization: `Bearer ${wellKnown.accessToken}`, "content-type": "application/json", "ms-correlationid": "shown" },
      body: JSON.stringify({ qualification: "GovernmentCommunityCloud", validationCode: "Secret42" }),
    });
    await page.locator("summary", { hasText: "POST" }).click();
    const text = (await page.locator("details[open]").textContent()) ?? "";
    for (const part of ["shown", "authorization", '"GovernmentCommunityCloud"', "QualificationsCannotBeCombined"])
      expect(text).toContain(part);
    for (const secret of ["Secret42", wellKnown.accessToken]) expect(await page.content()).not.toContain(secret);
    await api(emulator, "/qualifications");
    await page.locator("summary", { hasText: "GET" }).waitFor();
    expect(await page.locator("details[open]").count()).toBe(1);
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByText("Nothing was received yet.").waitFor();
  });
});

test("a fault is switched on and off", async () => {
  await withPage({ seed }, async ({ page, emulator }) => {
    await page.getByLabel("What").selectOption("429");
    await page.getByLabel("Meets").selectOption("read");
    await page.getByLabel("How often").selectOption("3");
    await page.getByRole("button", { name: "Switch on" }).click();
    await page.getByText("3 left").waitFor();
    const refused = await api(emulator, "/qualifications");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "2"]);
    await page.getByText("2 left").waitFor();
    await page.getByRole("button", { name: "Switch off: 429" }).click();
    await page.getByText("All is well.").waitFor();
    expect((await api(emulator, "/qualifications")).status).toBe(200);
  });
});

test("a scenario is played, an error in it is shown with its place and leaves what was written, and ending it empties the box", async () => {
  await withPage({ seed, clockSpeed: 0 }, async ({ page, emulator }) => {
    const box = page.getByRole("textbox", { name: "Scenario" });
    await box.fill("approve after 1d\nsometimes");
    await page.getByRole("button", { name: "Play" }).click();
    await page.getByText("Line 2, column 1").waitFor();
    expect(await box.inputValue()).toContain("sometimes");
    await box.fill("approve after 1d; 503 on POST");
    await page.getByRole("button", { name: "Play" }).click();
    await page.getByText("1 left").waitFor();
    expect(await box.inputValue()).toBe("approve after 1d\n503 once on POST");
    await page.getByRole("button", { name: "Step the clock by a day" }).click();
    await page.getByText("Approved", { exact: true }).waitFor();
    await page.getByRole("button", { name: "End" }).click();
    await page.getByText("All is well.").waitFor();
    expect([await box.inputValue(), emulator.control.scenario()]).toEqual(["", []]);
  });
});

test("the clock is stepped and stopped", async () => {
  await withPage({ seed, clockSpeed: 0, scenario: "approve after 1d" }, async ({ page, emulator }) => {
    const before = Date.parse(emulator.control.clock().now);
    await page.getByRole("button", { name: "Step the clock by a day" }).click();
    await page.getByText("Approved", { exact: true }).waitFor();
    expect(Date.parse(emulator.control.clock().now) - before).toBe(86_400_000);
    await page.getByLabel("Speed of the clock").selectOption("60");
    while (emulator.control.clock().speed !== 60) await page.waitForTimeout(20);
  });
});

test.each(["light", "dark"] as const)("every text of the %s page has enough contrast (WCAG AA)", async (colorScheme) => {
  const customers = ["Approved", "Denied", "InReview", undefined].map((vettingStatus) => ({
    qualifications: [{ qualification: "Education", ...(vettingStatus ? { vettingStatus } : {}) }],
  }));
  await withPage({ seed: { customers, validationCodes: [{ validationId: "1" }] } }, async ({ page, emulator }) => {
    await page.emulateMedia({ colorScheme });
    emulator.control.fault({ kind: "slow", times: "always" });
    await page.getByText("In review").waitFor();
    await page.getByText("until it is off", { exact: false }).last().waitFor();
    expect(await page.evaluate(poorContrast)).toEqual([]);
  });
});

test("a stopped emulator is said", async () => {
  await withPage({ seed }, async ({ page, emulator }) => {
    await page.getByText("In review").waitFor();
    await emulator.close();
    await page.getByRole("alert").filter({ hasText: "does not answer" }).waitFor();
  });
});

test("what is selected stays while another customer changes, and a removed customer can be brought back as it was", async () => {
  const fabrikam = { id: "1c39d6d5-c70d-4c55-bc02-f620844f3fd2", companyName: "Fabrikam" };
  await withPage({ seed: { customers: [...seed.customers, fabrikam] } }, async ({ page, emulator }) => {
    await page.getByRole("heading", { name: "Contoso" }).waitFor();
    const selected = (): Promise<string> => page.evaluate("String(getSelection())");
    await page.evaluate(
      `getSelection().selectAllChildren([...document.querySelectorAll("code")].find((each) => each.textContent === "${contoso.id}"))`,
    );
    emulator.control.setRequestCount(fabrikam.id, 2);
    await page.getByText("2 vetting requests").waitFor();
    expect(await selected()).toBe(contoso.id);
    const before = emulator.control.customer(contoso.id);
    await page.getByRole("button", { name: "Remove Contoso" }).click();
    await page.getByRole("heading", { name: "Contoso" }).waitFor({ state: "detached" });
    expect(emulator.control.customer(contoso.id)).toBeUndefined();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("heading", { name: "Contoso" }).waitFor();
    expect(emulator.control.customer(contoso.id)).toEqual(before);
  });
});

test("with many customers the list scrolls in itself, and the codes are in sight below it", async () => {
  const customers = Array.from({ length: 300 }, (_, n) => ({ companyName: `Customer ${n}` }));
  await withPage({ seed: { customers } }, async ({ page }) => {
    await page.getByText("200 more").waitFor();
    const [list, whole] = (await page.evaluate(
      '[document.querySelector("#customer-list"), document.documentElement].map((each) => [each.clientHeight, each.scrollHeight])',
    )) as [[number, number], [number, number]];
    expect(list[1]).toBeGreaterThan(list[0] * 2);
    expect(whole[1]).toBeLessThan(3000);
  });
});
