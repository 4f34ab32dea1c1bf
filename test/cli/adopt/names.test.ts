import fc from "fast-check";
import { resourceNames } from "../../../cli/adopt/names";
import { customer } from "../support/stack";

const one = [{ qualification: "Education" }];
const named = (number: number, names: { companyName?: string; domain?: string }, kinds: readonly string[] = ["Education"]) => ({
  customer: { id: customer(number), ...names },
  entries: kinds.map((qualification) => ({ qualification })),
});

test.each([
  [{ companyName: "Contoso University", domain: "x.edu" }, "contoso-university"],
  [{ companyName: "  Écoles & Lycées de Genève (SA)  " }, "ecoles-lycees-de-geneve-sa"],
  [{ companyName: "Straße 7" }, "strasse-7"],
  [{ companyName: "東京大学", domain: "u-tokyo.onmicrosoft.com" }, "u-tokyo"],
  [{ companyName: "東京大学" }, "customer-0c39d6d5"],
  [{ domain: "fabrikam.onmicrosoft.com" }, "fabrikam"],
  [{}, "customer-0c39d6d5"],
])("%j is called %s", (names, expected) => {
  expect(resourceNames([named(1, names)])).toEqual([[expected]]);
});

test("a customer with several has a name for each", () => {
  const kinds = ["Education", "StateOwnedEntity", "Nonprofit", "SomethingNew"];
  expect(resourceNames([named(1, { companyName: "Tailspin" }, kinds), named(2, { companyName: "Lamna" })])).toEqual([
    ["tailspin-education", "tailspin-state-owned", "tailspin-nonprofit", "tailspin-somethingnew"],
    ["lamna"],
  ]);
});

test("two that are called alike are told apart by their ids, whoever comes first", () => {
  const first = { customer: { id: "11111111-d81e-4d66-8d13-0731955f40e2", companyName: "Contoso" }, entries: one };
  const second = { customer: { id: "22222222-d81e-4d66-8d13-0731955f40e2", companyName: "contoso!" }, entries: one };
  expect(resourceNames([first, second])).toEqual([["contoso-11111111"], ["contoso-22222222"]]);
  expect(resourceNames([second, first])).toEqual([["contoso-22222222"], ["contoso-11111111"]]);
});

test("names are unique and plain, whatever companies call themselves", () => {
  const company = fc.oneof(fc.string(), fc.constantFrom("a", "A", "a-education", "ä", "a 0c39d6d5", "a-0c39d6d5-education", ""));
  const kinds = fc.constantFrom(["Education"], ["Education", "StateOwnedEntity"]);
  fc.assert(
    fc.property(fc.array(fc.tuple(company, kinds), { maxLength: 8 }), (customers) => {
      const names = resourceNames(customers.map(([companyName, each], index) => named(index, { companyName }, each))).flat();
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    }),
  );
});
