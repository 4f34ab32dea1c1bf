import { startEmulator } from "../../emulator";
import { readSettings } from "../../provider/config/settings";
import { parseCustomerPage } from "../../provider/partnerCenter/answers";
import { createPartnerCenter } from "../../provider/partnerCenter/client";
import type { Customer } from "../../provider/qualification/model";
import { systemPorts } from "../../provider/systemPorts";
import { settingsFor, startPartnerCenter } from "../support/partnerCenter";
import { json } from "../support/server";

const quiet = { report: () => {}, flush: async () => {} };
const id = (number: number): string => `0c39d6d5-c70d-4c55-bc02-${String(number).padStart(12, "0")}`;

test("all customers come, page by page, each once", async () => {
  const emulator = await startEmulator();
  try {
    const ids = Array.from(
      { length: 201 },
      (_, number) => emulator.control.addCustomer({ id: id(number), companyName: `Company ${number}` }).id,
    );
    const settings = readSettings((key) => (key === "emulator" ? emulator.url : undefined), {});
    const partnerCenter = createPartnerCenter(settings, systemPorts, quiet);
    const pages: (readonly Customer[])[] = [];
    for await (const page of partnerCenter.customers()) pages.push(page);
    expect(pages.map((page) => page.length)).toEqual([100, 100, 1]);
    expect(pages.flat().map((customer) => customer.id)).toEqual(ids);
    expect(pages[0]?.[7]).toMatchObject({ companyName: "Company 7" });
    const sent = emulator.control.requests({ path: "/v1/customers" });
    expect(sent.map(({ headers }) => headers["ms-continuationtoken"] !== undefined)).toEqual([false, true, true]);
  } finally {
    await emulator.close();
  }
});

test("the next page is asked for with the token of the answer, and never where the answer says", async () => {
  const first = {
    items: [{ id: id(1).toUpperCase(), companyProfile: { companyName: "Contoso", domain: "contoso.edu" } }],
    links: { next: { uri: "https://elsewhere.example/", headers: [{ key: "ms-continuationtoken", value: "AQAAAA==" }] } },
  };
  const server = await startPartnerCenter((_, response, index) => json(response, 200, index === 0 ? first : { items: [] }));
  try {
    const pages: (readonly Customer[])[] = [];
    for await (const page of createPartnerCenter(settingsFor(server.url), systemPorts, quiet).customers()) pages.push(page);
    expect(pages).toEqual([[{ id: id(1), companyName: "Contoso", domain: "contoso.edu" }], []]);
    expect(server.calls.map(({ url, headers }) => [url, headers["ms-continuationtoken"]])).toEqual([
      ["/v1/customers?size=100", undefined],
      ["/v1/customers?size=100&seekOperation=Next", "AQAAAA=="],
    ]);
  } finally {
    await server.close();
  }
});

test.each([null, [], {}, { items: {} }, { items: [{}] }, { items: [{ id: id(1) }, "x"] }])("%j is no page", (answer) => {
  expect(parseCustomerPage(answer)).toBeUndefined();
});

test.each([
  ["no headers", { uri: "/customers" }],
  ["headers of another form", { headers: {} }],
  ["another header", { headers: [{ key: "MS-Other", value: "x" }] }],
  ["an empty token", { headers: [{ key: "MS-ContinuationToken", value: "" }] }],
  ["a bare address", "/customers?seekOperation=Next"],
])("a next page without its token is not taken for the last one: %s", (_, next) => {
  expect(parseCustomerPage({ items: [{ id: id(1) }], links: { next } })).toBeUndefined();
});

test.each([{}, { links: null }, { links: {} }, { links: { self: { headers: [] }, next: null } }])("%j is the last page", (rest) => {
  expect(parseCustomerPage({ items: [{ id: id(1) }], ...rest })).toEqual({ customers: [{ id: id(1) }] });
});

test("a list whose next page cannot be asked for is an error, not a short list", async () => {
  const server = await startPartnerCenter((_, response) => json(response, 200, { items: [{ id: id(1) }], links: { next: {} } }));
  try {
    const partnerCenter = createPartnerCenter(settingsFor(server.url), systemPorts, quiet);
    await expect(partnerCenter.customers().next()).rejects.toThrow("with something that Partner Center does not say");
  } finally {
    await server.close();
  }
});

test("a list that goes round in circles is an error", async () => {
  const links = { next: { headers: [{ key: "MS-ContinuationToken", value: "same" }] } };
  const server = await startPartnerCenter((_, response) => json(response, 200, { items: [], links }));
  try {
    const partnerCenter = createPartnerCenter(settingsFor(server.url), systemPorts, quiet);
    const all = async (): Promise<void> => {
      for await (const _ of partnerCenter.customers());
    };
    await expect(all()).rejects.toThrow("does not come to an end");
    expect(server.calls).toHaveLength(2);
  } finally {
    await server.close();
  }
});
