import { type Emulator, wellKnown } from "../../emulator";
import { appToken, call, contosoId, withEmulator } from "./support";

const address = { FirstName: "Ada", LastName: "Lane", AddressLine1: "1 Street", City: "Redmond", PostalCode: "98052", Country: "US" };
const newCustomer = {
  enableGDAPByDefault: true,
  CompanyProfile: { Domain: "fabrikam.onmicrosoft.com" },
  BillingProfile: { Culture: "EN-US", Email: "ada@fabrikam.example", Language: "En", CompanyName: "Fabrikam", DefaultAddress: address },
};

/** Recorded and documented answers, as facts: of each the fields in their order, with what kind of value each has, and where it is from. */
const answers = [
  {
    source: "remove-a-reseller-relationship-with-a-customer; recorded session RemoveResellerRelationship",
    method: "PATCH",
    path: `/v1/customers/${contosoId}`,
    body: { relationshipToPartner: "none" },
    status: 200,
    fields: {
      Id: null,
      CommerceId: null,
      CompanyProfile: null,
      BillingProfile: null,
      RelationshipToPartner: "none",
      AllowDelegatedAccess: null,
      UserCredentials: null,
      CustomDomains: null,
      AssociatedPartnerId: null,
      Attributes: { ObjectType: "Customer" },
    },
  },
  {
    source: "request-reseller-relationship; recorded session GetResellerRelationshipLink",
    method: "GET",
    path: "/v1/customers/relationshiprequests?msppId=0",
    status: 200,
    fields: { url: expect.stringMatching(/^https:/), attributes: { objectType: "RelationshipRequest" } },
  },
  {
    source: "create-a-customer, 07/28/2023",
    method: "POST",
    path: "/v1/customers",
    body: newCustomer,
    status: 201,
    fields: {
      id: expect.any(String),
      commerceId: expect.any(String),
      companyProfile: {
        tenantId: expect.any(String),
        domain: "fabrikam.onmicrosoft.com",
        attributes: { objectType: "CustomerCompanyProfile" },
      },
      billingProfile: {
        id: expect.any(String),
        email: "ada@fabrikam.example",
        culture: "en-US",
        language: "en",
        companyName: "Fabrikam",
        defaultAddress: expect.any(Object),
        attributes: { etag: expect.any(String), objectType: "CustomerBillingProfile" },
      },
      relationshipToPartner: "none",
      enableGDAPByDefault: true,
      userCredentials: { userName: expect.any(String), password: expect.any(String) },
      attributes: { objectType: "Customer" },
    },
  },
  {
    source: "get-customers-of-an-indirect-reseller",
    method: "GET",
    path: `/v1/customers?size=0&filter=${encodeURIComponent('{"Field":"IndirectReseller","Value":"4847383","Operator":"starts_with"}')}`,
    status: 200,
    fields: { totalCount: 0, items: [], links: expect.any(Object), attributes: { objectType: "Collection" } },
  },
  {
    source: "verify-a-partner-mpn-id; recorded session GetMpnProfile",
    method: "GET",
    path: "/v1/profiles/mpn",
    status: 200,
    fields: {
      mpnId: "4391507",
      profileType: "MpnProfile",
      links: { self: { uri: "/profiles/mpn", method: "GET", headers: [] } },
      attributes: { objectType: "MpnProfile" },
    },
  },
] as const;

test.each(answers)("$method $path is answered field by field as in $source", async ({ method, path, status, fields, ...rest }) => {
  await withEmulator({ seed: { customers: [{ id: contosoId }] } }, async (emulator) => {
    const answer = await call(emulator, method, path, "body" in rest ? { body: rest.body } : {});
    expect(answer.status).toBe(status);
    expect(answer.json).toEqual(fields);
    expect(Object.keys(answer.json as object)).toEqual(Object.keys(fields));
  });
});

test("the answer of PATCH has the 242 bytes that its page says, and no byte order mark", async () => {
  await withEmulator({ seed: { customers: [{ id: contosoId }] } }, async (emulator) => {
    const answer = await call(emulator, "PATCH", `/v1/customers/${contosoId}`, { body: { relationshipToPartner: "none" } });
    expect(answer.headers.get("content-length")).toBe("242");
  });
});

test("a success begins with a byte order mark, as all recorded exchanges do; an error does not, nor does the authority's answer", async () => {
  await withEmulator({ seed: { customers: [{ id: contosoId }] } }, async (emulator) => {
    const bom = async (path: string): Promise<boolean> => (await call(emulator, "GET", path)).text.startsWith("\uFEFF");
    expect(await bom(`/v1/customers/${contosoId}/qualifications`)).toBe(true);
    expect(await bom("/v1.0/customers")).toBe(true);
    expect(await bom("/v1/customers/none/qualifications")).toBe(false);
    expect(await bom(`/${wellKnown.tenantId}/v2.0/.well-known/openid-configuration`)).toBe(false);
    expect(await bom("/_emulator/customers")).toBe(false);
    emulator.control.setAssumptions({ bom: false });
    expect(await bom(`/v1/customers/${contosoId}/qualifications`)).toBe(false);
  });
});

test.each([
  ["PATCH", `/v1/customers/${contosoId}`],
  ["GET", "/v1/customers/relationshiprequests"],
  ["GET", "/v1/profiles/mpn"],
])("%s %s is for App+User alone, as its page says", async (method, path) => {
  await withEmulator({ seed: { customers: [{ id: contosoId }] } }, async (emulator) => {
    const token = await appToken(emulator);
    const body = { relationshipToPartner: "none" };
    expect(await call(emulator, method, path, { token, ...(method === "PATCH" ? { body } : {}) })).toMatchObject({
      status: 403,
      json: { code: 900329 },
    });
    expect(emulator.control.customer(contosoId)).toMatchObject({ relationship: "reseller" });
  });
});

test.each(["starts_with", "StartsWith", "startswith"])("the operator %s is read as Microsoft's converter does", async (operator) => {
  await withEmulator({ seed: { customers: [{ domain: "contoso.edu" }, { domain: "fabrikam.edu" }] } }, async (emulator) => {
    const filter = encodeURIComponent(JSON.stringify({ Field: "Domain", Value: "cont", Operator: operator }));
    expect((await call(emulator, "GET", `/v1/customers?filter=${filter}`)).json).toMatchObject({ totalCount: 1 });
  });
});

test("the ids of a customer, of its commerce and of its billing profile are three, and stay", async () => {
  await withEmulator({ seed: { customers: [{ id: contosoId }] } }, async (emulator) => {
    const read = async (): Promise<readonly unknown[]> => {
      const { id, commerceId, billingProfile } = (await call(emulator, "GET", `/v1/customers/${contosoId}`)).json as Record<
        string,
        unknown
      >;
      return [id, commerceId, (billingProfile as { id: string }).id];
    };
    const ids = await read();
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8?[0-9a-f]{3,4}-[0-9a-f]{12}$/);
    expect(await read()).toEqual(ids);
  });
});

test.each([`/v1//customers/${contosoId}`, `/v1.0/customers/${contosoId}`, `/v1/customers//${contosoId}//qualifications`])(
  "%s is found, as the Java SDK and the swagger write it",
  async (path) => {
    await withEmulator({ seed: { customers: [{ id: contosoId }] } }, async (emulator) => {
      expect((await call(emulator, "GET", path)).status).toBe(200);
      expect(emulator.control.requests({ customerId: contosoId })).toHaveLength(1);
    });
  },
);

describe("pages", () => {
  interface Page {
    readonly items: readonly { readonly id: string }[];
    readonly links: Readonly<Record<string, { readonly uri: string; readonly headers: readonly { readonly value: string }[] }>>;
  }
  const ids = Array.from({ length: 5 }, (_, n) => contosoId.replace(/1$/, String(n + 1)));
  const page = async (emulator: Emulator, seek: string, token = ""): Promise<Page> => {
    const headers = token === "" ? {} : { "MS-ContinuationToken": token };
    return (await call(emulator, "GET", `/v1/customers?size=2&seekOperation=${seek}`, { headers })).json as Page;
  };
  const tokenOf = (from: Page, name: string): string => from.links[name]?.headers[0]?.value ?? "";

  test("go on, back, to the first and to the last", async () => {
    await withEmulator({ seed: { customers: ids.map((id) => ({ id })) } }, async (emulator) => {
      const shown = ({ items }: Page): readonly string[] => items.map(({ id }) => id);
      const first = await page(emulator, "First");
      expect(shown(first)).toEqual(ids.slice(0, 2));
      expect(first.links).not.toHaveProperty("previous");
      const second = await page(emulator, "Next", tokenOf(first, "next"));
      expect(shown(second)).toEqual(ids.slice(2, 4));
      expect(shown(await page(emulator, "Previous", tokenOf(second, "previous")))).toEqual(ids.slice(0, 2));
      const last = await page(emulator, "Last");
      expect(shown(last)).toEqual(ids.slice(4));
      expect(last.links).not.toHaveProperty("next");
      expect((await call(emulator, "GET", "/v1/customers?seekOperation=Sideways")).status).toBe(400);
    });
  });

  test("of audit records have their token in the body too, and each record can be read by its id", async () => {
    await withEmulator({ seed: { customers: ids.map((id) => ({ id })) } }, async (emulator) => {
      for (const id of ids)
        await call(emulator, "POST", `/v1/customers/${id}/qualifications`, { body: { qualification: "StateOwnedEntity" } });
      const { json } = await call(emulator, "GET", "/v1/auditrecords?size=2");
      const { continuationToken, items } = json as { continuationToken: string; items: readonly { id: string }[] };
      const next = await call(emulator, "GET", "/v1/auditrecords?size=3", { headers: { "MS-ContinuationToken": continuationToken } });
      expect(next.json).toMatchObject({ totalCount: 3 });
      expect(next.json).not.toHaveProperty("continuationToken");
      expect((await call(emulator, "GET", `/v1/auditrecords/${items[0]?.id}`)).json).toEqual(items[0]);
      expect((await call(emulator, "GET", "/v1/auditrecords/none")).status).toBe(404);
    });
  });
});
