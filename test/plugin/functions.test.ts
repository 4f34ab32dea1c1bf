import { secret } from "../boundary/support/plugin";
import { contoso, fabrikam, nobody } from "../boundary/support/world";
import { withPlugin } from "./world";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

test("getCustomer finds a customer by id and by domain, in whatever case", () =>
  withPlugin(async ({ plugin, control }) => {
    const found = { customerId: contoso, domain: "contoso.onmicrosoft.com" };
    expect(await plugin.invoke("getCustomer", { customerId: contoso.toUpperCase() })).toMatchObject(found);
    expect(await plugin.invoke("getCustomer", { domain: " Contoso.OnMicrosoft.com " })).toMatchObject(found);
    expect(control.submissions()).toEqual([]);
  }));

test.each<[string, string, object, RegExp]>([
  ["neither id nor domain", "getCustomer", {}, /^getCustomer: give one of customerId and domain\./],
  ["both", "getCustomer", { customerId: contoso, domain: "x.onmicrosoft.com" }, /^getCustomer: give one of customerId and domain\./],
  ["no GUID", "getCustomer", { customerId: "contoso" }, /^getCustomer: customerId: is not a GUID/],
  ["a domain that nobody has", "getCustomer", { domain: "nobody.onmicrosoft.com" }, /^No customer of this partner has the domain/],
  ["a customer that Partner Center does not know", "getCustomer", { customerId: nobody }, new RegExp(nobody)],
  ["an argument that there is not", "getCustomer", { domian: "x" }, /^getCustomer: domian: no such argument; did you mean domain\?$/],
  ["no customer", "getQualifications", {}, /^getQualifications: customerId: is required\./],
  ["a number", "getQualifications", { customerId: 7 }, /^getQualifications: customerId: must be a text\./],
  ["an argument where there is none", "getValidationCodes", { customerId: contoso }, /^getValidationCodes: customerId: no such argument/],
])("a function that is asked for %s says so", (_, name, args, said) =>
  withPlugin(async ({ plugin }) => {
    await expect(plugin.invoke(name, { ...args })).rejects.toThrow(said);
  }),
);

test("two customers with one domain are both named, so that a person can choose", () =>
  withPlugin(async ({ plugin, control }) => {
    control.removeCustomer(fabrikam);
    control.addCustomer({ id: fabrikam, domain: "contoso.onmicrosoft.com" });
    const message = await plugin.invoke("getCustomer", { domain: "contoso.onmicrosoft.com" }).catch((error: Error) => error.message);
    expect(message).toMatch(/^2 customers have the domain contoso\.onmicrosoft\.com\. Use customerId in place of domain: one of /);
    for (const id of [contoso, fabrikam]) expect(message).toContain(id);
  }));

test("getQualifications says what is listed, and an empty list where nothing is", () =>
  withPlugin(async ({ plugin, control }) => {
    control.setQualifications(contoso, [{ qualification: "Education", vettingStatus: "Denied", vettingReason: "Not an Academic Domain" }]);
    expect(await plugin.invoke("getQualifications", { customerId: contoso })).toMatchObject({
      customerId: contoso,
      qualifications: [{ qualification: "Education", vettingStatus: "Denied", vettingReason: "Not an Academic Domain" }],
    });
    expect(await plugin.invoke("getQualifications", { customerId: fabrikam })).toEqual({ customerId: fabrikam, qualifications: [] });
  }));

test("each validation code is a secret, and so is an answer that repeats a secret argument", () =>
  withPlugin(async ({ plugin }) => {
    const { codes } = (await plugin.invoke("getValidationCodes", {})) as { codes: { validationId: unknown }[] };
    expect(codes.map(({ validationId }) => validationId)).toEqual([secret("123456")]);
    const asked = await plugin.invoke("getQualifications", { customerId: secret(contoso) });
    expect(asked["customerId"]).toEqual(secret(contoso));
  }));

test("an argument that is not known yet makes an answer that is not known yet, without a request", () =>
  withPlugin(async ({ plugin, control }) => {
    const before = control.requests().length;
    expect(await plugin.invoke("getCustomer", { domain: UNKNOWN })).toEqual({
      customerId: UNKNOWN,
      domain: UNKNOWN,
      companyName: UNKNOWN,
    });
    expect(control.requests()).toHaveLength(before);
  }));
