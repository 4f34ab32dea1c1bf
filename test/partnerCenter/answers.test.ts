import fc from "fast-check";
import { normalisedDate, parseCustomer, parseCustomerPage, parseEntries, parseValidationCodes } from "../../provider/partnerCenter/answers";
import { wholeSeconds } from "../../provider/qualification/model";

const education = { qualification: "Education" };

test.each<[string, unknown, unknown]>([
  ["an empty array", [], []],
  ["null", null, []],
  ["the bare text none", "none", []],
  ["the bare number of none", 0, []],
  ["an entry None", [{ qualification: "None" }], []],
  ["None beside another", [{ qualification: "None" }, education], [education]],
  ["an array", [{ qualification: "Education", vettingStatus: "Approved" }], [{ ...education, vettingStatus: "Approved" }]],
  ["a single object", { qualification: "StateOwnedEntity" }, [{ qualification: "StateOwnedEntity" }]],
  ["the wrapper of Swagger", { qualifications: [education] }, [education]],
  ["the wrapper around null", { qualifications: null }, []],
  ["the wrapper in Pascal case", { Qualifications: [education] }, [education]],
  ["a bare text", "education", [education]],
  ["a bare text in snake case", "government_community_cloud", [{ qualification: "GovernmentCommunityCloud" }]],
  ["a bare text without underscores", "governmentcommunitycloud", [{ qualification: "GovernmentCommunityCloud" }]],
  ["a bare number", 1, [education]],
  ["an array of texts", ["education", "StateOwnedEntity"], [education, { qualification: "StateOwnedEntity" }]],
  ["Pascal case", [{ Qualification: "education", VettingStatus: "in_review" }], [{ ...education, vettingStatus: "InReview" }]],
  [
    "a denial",
    [{ ...education, vettingStatus: "Denied", vettingReason: "Not an Education Customer" }],
    [{ ...education, vettingStatus: "Denied", vettingReason: "Not an Education Customer" }],
  ],
  [
    "a name nobody knows yet",
    [{ qualification: "SpaceAgency", vettingStatus: "Pondering" }],
    [{ qualification: "SpaceAgency", vettingStatus: "Pondering" }],
  ],
  ["nulls for absent fields", [{ ...education, vettingStatus: null, vettingReason: null, vettingCreateDate: null }], [education]],
  ["empty texts for absent fields", [{ ...education, vettingStatus: "", vettingReason: " " }], [education]],
  [
    "the sample of the GET, with vettingCreatedDate",
    [{ ...education, vettingStatus: "InReview", vettingCreatedDate: "2020-12-03T10:37:38.885Z" }],
    [{ ...education, vettingStatus: "InReview", vettingCreateDate: "2020-12-03T10:37:38.885Z" }],
  ],
  [
    "the sample of GCC with StateOwnedEntity",
    [
      { qualification: "GovernmentCommunityCloud", vettingStatus: "Approved", vettingCreateDate: "2021-05-06T19:59:56.6832021+00:00" },
      { qualification: "StateOwnedEntity" },
    ],
    [
      { qualification: "GovernmentCommunityCloud", vettingStatus: "Approved", vettingCreateDate: "2021-05-06T19:59:56.6832021Z" },
      { qualification: "StateOwnedEntity" },
    ],
  ],
  [
    "an empty date beside a good one",
    [{ ...education, vettingCreateDate: null, vettingCreatedDate: "2020-12-03T10:37:38Z" }],
    [{ ...education, vettingCreateDate: "2020-12-03T10:37:38Z" }],
  ],
  ["a date that is none", [{ ...education, vettingCreateDate: "yesterday" }], [education]],
  ["more than we know", { ...education, links: {}, attributes: { objectType: "x" } }, [education]],
  ["undefined", undefined, undefined],
  ["a boolean", true, undefined],
  ["an empty text", "", undefined],
  ["a number without a name", 17, undefined],
  ["an object of something else", { hello: "world" }, undefined],
  ["an entry without a name", [education, {}], undefined],
  ["a null among entries", [education, null], undefined],
  ["an array in an array", [[education]], undefined],
  ["a wrapper around something else", { qualifications: "x" }, undefined],
  ["an error object", { code: 3000, description: "no", source: "PartnerFD" }, undefined],
])("%s", (_name, json, entries) => {
  expect(parseEntries(json)).toEqual(entries);
});

test.each<[string, string | undefined]>([
  ["2020-12-04T20:54:24Z", "2020-12-04T20:54:24Z"],
  ["2020-12-04T20:54:24", "2020-12-04T20:54:24Z"],
  ["2020-12-04 20:54:24Z", "2020-12-04T20:54:24Z"],
  ["2020-12-04T20:54:24.9999999Z", "2020-12-04T20:54:24.9999999Z"],
  ["2020-12-04T20:54:24.5000000Z", "2020-12-04T20:54:24.5Z"],
  ["2020-12-04T20:54:24.000Z", "2020-12-04T20:54:24Z"],
  ["2020-12-04T20:54:24.9+02:00", "2020-12-04T18:54:24.9Z"],
  ["2020-12-04T20:54:24-0130", "2020-12-04T22:24:24Z"],
  ["2020-12-04t20:54:24z", "2020-12-04T20:54:24Z"],
  ["07/09/2020: 00:00:00", "2020-07-09T00:00:00Z"],
  ["7/9/2020 13:14:15", "2020-07-09T13:14:15Z"],
  ["0001-01-01T00:00:00", undefined],
  ["2020-13-04T20:54:24Z", undefined],
  ["13/09/2020: 00:00:00", undefined],
  ["2020-12-04", undefined],
  ["1607115264", undefined],
  ["", undefined],
])("the date %s is %s", (text, expected) => {
  expect(normalisedDate(text)).toBe(expected);
});

test("a date that was normalised stays as it is", () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date("9999-12-31"), noInvalidDate: true }), (date) => {
      const once = normalisedDate(date.toISOString()) ?? "";
      expect(once).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{0,2}[1-9])?Z$/);
      expect(Date.parse(once)).toBe(date.getTime());
      expect(wholeSeconds(once)).toBe(`${once.slice(0, 19)}Z`);
      expect(normalisedDate(once)).toBe(once);
    }),
  );
});

test("no JSON at all makes a reader throw, and no entry is None or nameless", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      for (const { qualification } of parseEntries(json) ?? []) {
        expect(qualification.trim()).not.toBe("");
        expect(qualification).not.toBe("None");
      }
      parseValidationCodes(json);
      parseCustomer(json);
    }),
  );
});

test("what is no list of codes or no customer is not taken for one", () => {
  expect(parseValidationCodes({})).toBeUndefined();
  expect(parseValidationCodes([{}])).toBeUndefined();
  expect(parseCustomer({ code: 1000 })).toBeUndefined();
  expect(parseCustomer([])).toBeUndefined();
});

describe("text of the service is data", () => {
  const hostile = "ok\u001b[31m red\r\nerror: forged\u202egnp\u2028next\u0085x\u0000\ud800";
  const entry = (fields: Record<string, string>) => parseEntries([{ qualification: "Education", ...fields }])?.[0];
  test.each<[string, string | undefined]>([
    ["a reason", entry({ vettingReason: hostile })?.vettingReason],
    ["a status", entry({ vettingStatus: hostile })?.vettingStatus],
    ["a qualification", parseEntries([{ qualification: hostile }])?.[0]?.qualification],
    ["a bare qualification", parseEntries(hostile)?.[0]?.qualification],
    ["a company", parseCustomer({ id: "x", companyProfile: { companyName: hostile } })?.companyName],
    ["a domain", parseCustomer({ id: "x", companyProfile: { domain: hostile } })?.domain],
    ["a custom domain", parseCustomer({ id: "x", customDomains: [hostile] })?.customDomains?.[0]],
    ["a customer's id", parseCustomer({ id: hostile })?.id],
    ["an organisation", parseValidationCodes([{ validationId: "1", organizationName: hostile }])?.[0]?.organizationName],
  ])("%s is one line without control characters", (_name, text) => {
    expect(text).toBe("ok [31m red error: forged gnp next x");
  });

  test("and no longer than a message needs", () => {
    expect(entry({ vettingReason: "x".repeat(3000) })?.vettingReason).toBe(`${"x".repeat(499)}…`);
    expect(entry({ vettingStatus: "x".repeat(3000) })?.vettingStatus).toHaveLength(100);
    expect(parseEntries([{ qualification: "x".repeat(3000) }])?.[0]?.qualification).toHaveLength(100);
  });

  test("whatever is read, no text for people holds a control character or more than 500 characters", () => {
    const text = fc.string({ unit: "binary", maxLength: 700 });
    const object = fc.record({ qualification: text, vettingStatus: text, vettingReason: text, id: text, customDomains: fc.array(text) });
    fc.assert(
      fc.property(object, (json) => {
        const texts = [parseEntries([json]) ?? [], parseCustomer(json) ?? {}].flat().flatMap((read) => Object.values(read).flat());
        for (const one of texts) {
          expect(one).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
          expect(String(one).length).toBeLessThanOrEqual(500);
        }
      }),
    );
  });

  test("what asks for the next page is not for people: it stays byte for byte", () => {
    const value = "AQ\u200bAA==";
    const links = { next: { headers: [{ key: "MS-ContinuationToken", value }] } };
    expect(parseCustomerPage({ items: [], links })?.continuation).toBe(value);
  });
});

test("custom domains of a customer are read", () => {
  const customer = {
    id: "X",
    companyProfile: { domain: "contoso.onmicrosoft.com" },
    customDomains: ["contoso.onmicrosoft.com", "contoso.edu", 7],
  };
  expect(parseCustomer(customer)).toEqual({
    id: "x",
    domain: "contoso.onmicrosoft.com",
    customDomains: ["contoso.onmicrosoft.com", "contoso.edu"],
  });
});
