import { randomUUID } from "node:crypto";
import { type Emulator, wellKnown } from "../../emulator";
import { type Answered, appToken, call, contosoId, post, withEmulator } from "./support";

const address = {
  FirstName: "Ada",
  LastName: "Lane",
  AddressLine1: "1 Street",
  City: "Redmond",
  State: "WA",
  PostalCode: "98052",
  Country: "US",
};
const sample = {
  CompanyProfile: { Domain: "Fabrikam.onmicrosoft.com" },
  BillingProfile: { Culture: "EN-US", Email: "ada@fabrikam.example", Language: "En", CompanyName: "Fabrikam", DefaultAddress: address },
};
type Page = {
  totalCount: number;
  items: Record<string, unknown>[];
  links: { self: { uri: string }; next?: { headers: { value: string }[] } };
};

function create(emulator: Emulator, body: unknown = sample, headers: Record<string, string> = {}): Promise<Answered> {
  return call(emulator, "POST", "/v1/customers", { body, headers });
}

function audit(emulator: Emulator, query = ""): Promise<Answered> {
  return call(emulator, "GET", `/v1/auditrecords${query}`);
}

describe("customers", () => {
  test("one is created as the page shows it, with credentials that come once, but again to the same request", async () => {
    await withEmulator({}, async (emulator) => {
      const headers = { "MS-RequestId": randomUUID() };
      const made = await create(emulator, sample, headers);
      expect(made).toMatchObject({
        status: 201,
        json: {
          companyProfile: {
            domain: "Fabrikam.onmicrosoft.com",
            attributes: { objectType: "CustomerCompanyProfile" },
          },
          billingProfile: { email: "ada@fabrikam.example", culture: "en-US", defaultAddress: { firstName: "Ada", postalCode: "98052" } },
          relationshipToPartner: "none",
          userCredentials: { userName: "admin", password: expect.any(String) },
          attributes: { objectType: "Customer" },
        },
      });
      const { id, userCredentials } = made.json as { id: string; userCredentials: { password: string } };
      expect((await create(emulator, sample, headers)).json).toEqual(made.json);
      expect(emulator.control.customers()).toHaveLength(1);
      const read = await call(emulator, "GET", `/v1/customers/${id}`);
      expect(read.json).toMatchObject({ billingProfile: { email: "ada@fabrikam.example" } });
      expect(read.text).not.toContain(userCredentials.password);
      expect((await call(emulator, "GET", "/_emulator/requests", { token: null })).text).not.toContain(userCredentials.password);
      expect(
        (await call(emulator, "POST", `/v1/customers/${id}/qualifications`, { body: { qualification: "StateOwnedEntity" } })).status,
      ).toBe(201);
    });
  });

  test.each([
    ["not JSON", "nothing", 3000],
    ["no profile", { BillingProfile: sample.BillingProfile }, 3000],
    ["a domain that is none", { ...sample, CompanyProfile: { Domain: "fabrikam" } }, 3000],
    ["no culture", { ...sample, BillingProfile: { ...sample.BillingProfile, Culture: "" } }, 3000],
    ["no city", { ...sample, BillingProfile: { ...sample.BillingProfile, DefaultAddress: { ...address, City: null } } }, 3000],
    ["a domain that is taken", { ...sample, CompanyProfile: { Domain: "CONTOSO.onmicrosoft.com" } }, 800002],
  ])("with %s none is made", async (_, body, code) => {
    await withEmulator({ seed: { customers: [{ domain: "contoso.onmicrosoft.com" }] } }, async (emulator) => {
      expect(await create(emulator, body)).toMatchObject({ status: 400, json: { code } });
      expect(emulator.control.customers()).toHaveLength(1);
    });
  });

  test("one is deleted for good; the same request again is answered the same", async () => {
    await withEmulator({ seed: { customers: [{ id: contosoId }] } }, async (emulator) => {
      const path = `/v1/customers/${contosoId}`;
      const headers = { "MS-RequestId": randomUUID() };
      expect(await call(emulator, "DELETE", path, { headers })).toMatchObject({ status: 204, text: "" });
      expect((await call(emulator, "DELETE", path, { headers })).status).toBe(204);
      expect((await call(emulator, "DELETE", path)).status).toBe(404);
      expect((await call(emulator, "GET", path)).status).toBe(404);
    });
  });

  test("the relationship can be ended, and then every call is refused", async () => {
    await withEmulator({ seed: { customers: [{ id: contosoId }] } }, async (emulator) => {
      const path = `/v1/customers/${contosoId}`;
      expect(await call(emulator, "PATCH", path, { body: { relationshipToPartner: "reseller" } })).toMatchObject({
        status: 400,
        json: { code: 3000 },
      });
      const headers = { "MS-RequestId": randomUUID() };
      const ended = await call(emulator, "PATCH", path, { body: { RelationshipToPartner: "None" }, headers });
      expect(ended).toMatchObject({ status: 200, json: { RelationshipToPartner: "none" } });
      expect((await call(emulator, "PATCH", path, { body: { RelationshipToPartner: "None" }, headers })).json).toEqual(ended.json);
      expect(await call(emulator, "GET", path)).toMatchObject({ status: 403, json: { code: 20002 } });
    });
  });

  test("the list is filtered by the start of the name or of the domain, in pages", async () => {
    const customers = ["Contoso", "Contoso Two", "Fabrikam"].map((companyName) => ({
      companyName,
      domain: `${companyName.replace(" ", "")}.example`,
    }));
    await withEmulator({ seed: { customers } }, async (emulator) => {
      const list = async (filter: unknown, more = ""): Promise<Answered> =>
        call(
          emulator,
          "GET",
          `/v1/customers?size=0&filter=${encodeURIComponent(typeof filter === "string" ? filter : JSON.stringify(filter))}${more}`,
        );
      expect((await list({ Field: "CompanyName", Value: "cont", Operator: "starts_with" })).json).toMatchObject({ totalCount: 2 });
      expect((await list({ field: "domain", value: "FABR", operator: "Starts_With" })).json).toMatchObject({
        items: [{ companyProfile: { companyName: "Fabrikam" } }],
      });
      expect(await list({ Field: "Colour", Value: "x", Operator: "starts_with" })).toMatchObject({ status: 400, json: { code: 900126 } });
      expect(await list({ Field: "Domain", Value: "x", Operator: "equals" })).toMatchObject({ status: 400, json: { code: 900126 } });
      expect((await list("{")).status).toBe(400);
      expect((await list({ Field: "Domain", Operator: "starts_with" })).status).toBe(400);
      const filter = encodeURIComponent('{"Field":"CompanyName","Value":"cont","Operator":"starts_with"}');
      const first = (await call(emulator, "GET", `/v1/customers?size=1&filter=${filter}`)).json as Page;
      const token = first.links.next?.headers[0]?.value ?? "";
      const second = await call(emulator, "GET", `/v1/customers?size=1&filter=${filter}`, { headers: { "MS-ContinuationToken": token } });
      expect(second.json).toMatchObject({ items: [{ companyProfile: { companyName: "Contoso Two" } }] });
      expect((await call(emulator, "GET", "/v1/auditrecords", { headers: { "MS-ContinuationToken": token } })).status).toBe(400);
    });
  });

  test("a domain is taken or free, said without a body", async () => {
    await withEmulator({ seed: { customers: [{ domain: "contoso.onmicrosoft.com" }] } }, async (emulator) => {
      expect(await call(emulator, "HEAD", "/v1/domains/CONTOSO.onmicrosoft.com")).toMatchObject({ status: 200, text: "" });
      expect(await call(emulator, "HEAD", "/v1/domains/free.onmicrosoft.com")).toMatchObject({ status: 404, text: "" });
    });
  });

  test("there is an invitation, and a status of the account that users alone may read", async () => {
    await withEmulator({ seed: { customers: [{ id: contosoId }] } }, async (emulator) => {
      expect((await call(emulator, "GET", "/v1/customers/relationshiprequests")).json).toMatchObject({
        url: expect.stringContaining(wellKnown.tenantId),
      });
      const path = `/v1/customers/${contosoId}/validationStatus`;
      expect((await call(emulator, "GET", `${path}?type=account`)).json).toMatchObject({ type: "account", status: "Allowed" });
      expect((await call(emulator, "GET", path)).status).toBe(400);
      expect((await call(emulator, "GET", `${path}?type=account`, { token: await appToken(emulator) })).json).toMatchObject({
        code: 900329,
      });
    });
  });
});

describe("audit records", () => {
  test("each accepted request is one, newest first, without codes; a replayed or refused one, and Microsoft's decision, are none", async () => {
    const clock = { now: () => Date.parse("2026-03-02T09:14:00Z") };
    await withEmulator(
      { clock, seed: { customers: [{ id: contosoId, companyName: "Contoso" }], validationCodes: [{ validationId: "Secret42" }] } },
      async (emulator) => {
        const headers = { "MS-RequestId": randomUUID(), "MS-CorrelationId": randomUUID() };
        await post(emulator, { qualification: "StateOwnedEntity" });
        await post(emulator, { qualification: "Education", educationSegment: "K12" }, headers);
        await post(emulator, { qualification: "Education", educationSegment: "K12" }, headers);
        await post(emulator, { qualification: "GovernmentCommunityCloud", validationCode: "Secret42" });
        emulator.control.deny(contosoId, "Education");
        await post(emulator, { qualification: "GovernmentCommunityCloud", validationCode: "Secret42" });
        const { json, text } = await audit(emulator);
        const { items, totalCount } = json as Page;
        expect([totalCount, text.includes("Secret42")]).toEqual([3, false]);
        expect(items.map((item) => item["customizedData"])).toEqual(
          ["GovernmentCommunityCloud", "Education", "StateOwnedEntity"].map((value) => [{ key: "Qualification", value }]),
        );
        expect(items[1]).toEqual({
          id: `${wellKnown.tenantId}_${contosoId}_updatecustomerqualification_639080396400000000`,
          partnerId: wellKnown.tenantId,
          participants: [wellKnown.tenantId],
          customerId: contosoId,
          customerName: "Contoso",
          userPrincipalName: wellKnown.userPrincipalName,
          applicationId: wellKnown.clientId,
          resourceType: "customer",
          resourceOldValue: '[{"Qualification":"StateOwnedEntity"}]',
          resourceNewValue: '[{"Qualification":"Education","VettingStatus":"InReview"},{"Qualification":"StateOwnedEntity"}]',
          operationType: "update_customer_qualification",
          originalCorrelationId: headers["MS-CorrelationId"],
          sessionId: headers["MS-CorrelationId"],
          operationDate: "2026-03-02T09:14:00.0000000Z",
          operationStatus: "succeeded",
          customizedData: [{ key: "Qualification", value: "Education" }],
          attributes: { objectType: "AuditRecord" },
        });
      },
    );
  });

  test("they are filtered by customer, name and type, and by days", async () => {
    await withEmulator({ clock: { now: () => Date.parse("2026-03-02T09:14:00Z") }, clockSpeed: 0 }, async (emulator) => {
      const { id } = (await create(emulator)).json as { id: string };
      emulator.control.advanceClock("1d");
      await call(emulator, "PUT", `/v1/customers/${id}/qualification`, { body: "1" });
      emulator.control.advanceClock("31d");
      await call(emulator, "DELETE", `/v1/customers/${id}`);
      const types = async (query: string): Promise<unknown> =>
        ((await audit(emulator, query)).json as Page).items.map((item) => item["operationType"]);
      const filter = (field: string, value: string, operator: string): string =>
        `&filter=${encodeURIComponent(JSON.stringify({ Field: field, Value: value, Operator: operator }))}`;
      const all = ["delete_customer", "update_customer_qualification", "add_customer"];
      expect(await types("")).toEqual(["delete_customer"]);
      expect(await types("?startDate=2026-03-01")).toEqual(all.slice(1));
      expect(await types("?startDate=2026-03-10")).toEqual(all.slice(0, 1));
      expect((await audit(emulator, "?startDate=2026-03-01&endDate=2026-04-01")).status).toBe(400);
      expect(await types("?startDate=3/2/2026%2012:00:00%20AM&endDate=2026-03-02")).toEqual(["add_customer"]);
      expect(await types("?startDate=2026-03-02T09:14:01Z&endDate=2026-03-03")).toEqual(["update_customer_qualification"]);
      expect(await types(`?startDate=2026-03-01${filter("CustomerId", id.toUpperCase(), "equals")}`)).toEqual(all.slice(1));
      expect(await types(`?startDate=2026-03-01${filter("CompanyName", "rika", "substring")}`)).toEqual(all.slice(1));
      expect(await types(`?startDate=2026-03-01${filter("ResourceType", "Customer", "equals")}`)).toEqual(all.slice(1));
      expect(await types(`?startDate=2026-03-01${filter("ResourceType", "order", "equals")}`)).toEqual([]);
      for (const query of ["?startDate=2025-03-01", "?startDate=soon", "?endDate=never", "?startDate=2026-03-01&filter=x"])
        expect((await audit(emulator, query)).status).toBe(400);
    });
  });

  test("another partner sees none of them", async () => {
    await withEmulator({}, async (emulator) => {
      await create(emulator);
      emulator.control.setTokenClaims({ tid: "99999999-eeee-4aaa-8aaa-000000000009" });
      const answer = await call(emulator, "GET", "/v1/auditrecords", { token: await appToken(emulator) });
      expect(answer.json).toMatchObject({ totalCount: 0 });
    });
  });
});

test("the partner's profiles are as in the samples", async () => {
  await withEmulator({}, async (emulator) => {
    expect((await call(emulator, "GET", "/v1/profiles/legalbusiness?vettingVersion=Current")).json).toMatchObject({
      vettingStatus: "authorized",
      profileType: "LegalBusinessProfile",
    });
    const mpn = { mpnId: "4391507", profileType: "MpnProfile" };
    expect((await call(emulator, "GET", "/v1/profiles/mpn")).json).toMatchObject(mpn);
    expect((await call(emulator, "GET", "/v1/profiles/mpn?mpnId=4391507")).json).toMatchObject(mpn);
    expect(await call(emulator, "GET", "/v1/profiles/mpn?mpnId=9999999")).toMatchObject({
      status: 404,
      json: { code: 3000, description: "Partner Organization with partner_id 9999999 could not be found", data: [], source: "PartnerFD" },
    });
  });
});
