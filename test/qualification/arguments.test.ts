import fc from "fast-check";
import { asksAgain, changedKeys, newEvidence, normalWebsite, readWish } from "../../provider/qualification/arguments";
import { customerId } from "../support/partnerCenterModel";

describe("a website", () => {
  test.each([
    ["contoso.edu", "contoso.edu"],
    ["HTTPS://Contoso.EDU/", "contoso.edu"],
    ["http://contoso.edu", "contoso.edu"],
    ["HTTPS://Contoso.EDU//", "contoso.edu"],
    ["https://contoso.edu/School//", "contoso.edu/School"],
    ["https://contoso.edu//School/", "contoso.edu//School"],
    ["www.contoso.edu", "www.contoso.edu"],
    ["https://bücher.example", "xn--bcher-kva.example"],
  ])("%s is compared as %s", (text, normal) => {
    expect(normalWebsite(text)).toBe(normal);
  });

  test.each([
    "",
    " ",
    `contoso.edu/${"x".repeat(5_000)}`,
    "contoso",
    "ftp://contoso.edu",
    "https://user:pw@contoso.edu",
    "a b.edu",
    "127.0.0.1",
    "https://",
    "-x.edu",
  ])("%j is none", (text) => {
    expect(normalWebsite(text)).toBeUndefined();
  });

  test("is the same when it is normalised twice", () => {
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ["http", "https"] }), (url) => {
        const once = normalWebsite(url);
        if (once !== undefined) expect(normalWebsite(once)).toBe(once);
      }),
    );
  });
});

describe("a change", () => {
  const base = { customerId, qualification: "Education", educationSegment: "K12", website: "contoso.edu" };

  test("is one of meaning, not of writing", () => {
    expect(changedKeys(base, readWish({ ...base, customerId: customerId.toUpperCase(), website: "https://CONTOSO.edu/" }))).toEqual([]);
    expect(changedKeys(base, { ...base, website: "fabrikam.edu", resubmit: "1" })).toEqual(["website", "resubmit"]);
  });

  test("asks anew by new evidence or a new, non-empty resubmit, not by taking something away", () => {
    expect(asksAgain(base, { ...base, website: "b.edu" })).toBe(true);
    expect(asksAgain(base, { ...base, resubmit: "1" })).toBe(true);
    expect(asksAgain({ ...base, resubmit: "1" }, { ...base, resubmit: "1" })).toBe(false);
    expect(asksAgain({ ...base, resubmit: "1" }, { ...base, resubmit: "" })).toBe(false);
    expect(asksAgain({ ...base, resubmit: "1" }, base)).toBe(false);
    const { website: _, ...without } = base;
    expect(asksAgain(base, without)).toBe(false);
    expect(newEvidence(without, base)).toEqual(["website"]);
  });
});
