import { type Bag, readWish, unknownValue } from "../../provider/qualification/arguments";
import { compare } from "../../provider/qualification/compare";
import { readState } from "../../provider/services/stateFormat";
import { contract2023, customerId } from "../support/partnerCenterModel";

const tracked = { customerId, qualification: "Education" };
const declared = { customerId, qualification: "Education", educationSegment: "K12", website: "contoso.edu" };
const state = { ...declared, vettingStatus: "InReview", approved: false, __provider: "old", __format: 1 };
const other = "11111111-2222-4333-8444-555555555555";
const diff = (olds: object, news: object, of = tracked) =>
  compare(of, readState(olds as Bag), readWish(news as Bag), news as Bag, contract2023);

test("sees no change where only the writing differs", () => {
  expect(diff(state, { ...declared, customerId: customerId.toUpperCase(), website: "https://Contoso.edu/", __provider: "new" })).toEqual({
    changed: [],
    replaces: [],
    drift: false,
  });
});

test("updates for evidence, and foresees that it is only recorded while in review", () => {
  expect(diff(state, { ...declared, website: "b.edu" })).toMatchObject({
    changed: ["website"],
    replaces: [],
    decision: { action: "adopt" },
  });
});

test("replaces for another customer, and foresees nothing of it", () => {
  expect(diff(state, { ...declared, customerId: other })).toMatchObject({
    changed: ["customerId"],
    replaces: ["customerId"],
    drift: false,
  });
  expect(diff(state, { ...declared, customerId: unknownValue })).toMatchObject({
    changed: ["customerId"],
    replaces: ["customerId"],
    drift: false,
  });
});

test("refuses None even for another customer", () => {
  expect(diff(state, { customerId: other, qualification: "None" })).toMatchObject({
    decision: { action: "refuse", rule: "cannot-be-set" },
  });
});

test("replaces for another kind where the table allows it", () => {
  const news = { customerId, qualification: "StateOwnedEntity" };
  expect(diff(state, news)).toMatchObject({ replaces: ["qualification"], decision: { action: "submit", rule: "add-state-owned" } });
});

test("refuses another kind where the table forbids it", () => {
  const news = { customerId, qualification: "GovernmentCommunityCloud", validationCode: "1" };
  expect(diff(state, news)).toMatchObject({ decision: { action: "refuse", rule: "excluded-gcc" } });
  expect(diff({ ...state, vettingStatus: "Denied" }, news)).toMatchObject({ decision: { action: "submit" } });
});

test("refuses None and Nonprofit", () => {
  for (const qualification of ["None", "Nonprofit"]) {
    expect(diff(state, { ...declared, qualification })).toMatchObject({ decision: { action: "refuse", rule: "cannot-be-set" } });
  }
});

test("counts what is unknown as changed, and does not take it for a wish", () => {
  const denied = { ...state, vettingStatus: "Denied", lastSubmission: { requestId: "r", correlationId: "c", number: 3 } };
  expect(diff(denied, { ...declared, website: unknownValue })).toMatchObject({ changed: ["website"], decision: { action: "keep" } });
  expect(diff(denied, { ...declared, website: "b.edu" })).toMatchObject({ decision: { action: "refuse", rule: "requests-used-up" } });
  expect(diff(state, { ...declared, qualification: unknownValue })).toMatchObject({
    changed: ["qualification"],
    replaces: ["qualification"],
  });
});

test("refuses a wish that the live kind excludes, by what the last refresh saw", () => {
  const drifted = { ...state, qualification: "GovernmentCommunityCloud", vettingStatus: "NotListed" };
  expect(diff(drifted, declared)).toMatchObject({
    changed: ["qualification"],
    replaces: [],
    drift: true,
    decision: { action: "refuse", rule: "excluded" },
  });
  expect(diff(drifted, { ...declared, website: "b.edu" })).toMatchObject({
    drift: false,
    decision: { action: "refuse", rule: "excluded" },
  });
});

test("leaves a drifted kind alone where ignoreChanges feeds it back", () => {
  const drifted = { ...state, qualification: "GovernmentCommunityCloud", vettingStatus: "NotListed" };
  expect(diff(drifted, { ...declared, qualification: "GovernmentCommunityCloud" })).toMatchObject({ changed: [], replaces: [] });
});

test("sets a vanished state-owned entity again", () => {
  const olds = { customerId, qualification: "None", approved: false };
  const news = { customerId, qualification: "StateOwnedEntity" };
  expect(diff(olds, news, { customerId, qualification: "StateOwnedEntity" })).toMatchObject({
    replaces: [],
    decision: { action: "submit" },
  });
});
