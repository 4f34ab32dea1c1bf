import fc from "fast-check";
import { assess, attentions } from "../../../cli/status/attention";
import { parties } from "../../../cli/status/nextStep";
import { date, dateAndTime, inWords } from "../../../cli/status/words";
import { workingDays, workingDaysLater } from "../../../cli/status/workingDays";
import { customer } from "../support/stack";

const now = Date.parse("2026-11-20T12:00:00Z");
const next = (status: string, more: { requestedAt?: string; requestsUsed?: number } = {}): string => {
  const { waitingFor, nextStep } = assess({ customerId: customer(1), qualification: "Education", status, ...more }, now);
  return `${waitingFor}: ${nextStep}`;
};

test.each([
  ["Denied", {}, /^your team: .*ask again\. A customer has 3 requests in all\.$/],
  ["Denied", { requestsUsed: 1 }, /^your team: .*At most 2 requests of 3 are left\.$/],
  ["Denied", { requestsUsed: 2 }, /^your team: .*At most 1 request of 3 is left\.$/],
  ["Denied", { requestsUsed: 3 }, /^your team: All 3 requests are used/],
  ["Denied", { requestsUsed: 4 }, /^your team: All 3 requests are used/],
  ["NotListed", {}, /^your team: Look into Partner Center/],
  ["Unreadable", {}, /^your team: Find out why/],
  ["InReview", {}, /^Microsoft: Microsoft decides, usually within 3 working days\.$/],
  ["InReview", { requestedAt: "2026-11-19T23:59:00Z" }, /^Microsoft: .*so by 24 Nov 2026\.$/],
  ["InReview", { requestedAt: "2026-11-10T08:00:00Z" }, /^your team: Ask Microsoft's partner support/],
  ["None", {}, /^your team: Nothing is set/],
  ["PendingDocuments", {}, /^your team: .*nothing documents this status/],
  ["Approved", {}, /^nobody: Nothing to do\.$/],
  ["InEffect", {}, /^nobody: Nothing to do\.$/],
])("who does what next about %s %j", (status, more, expected) => {
  expect(next(status, more)).toMatch(expected);
});

test("what needs a person is for the team, and comes before what waits for Microsoft", () => {
  const statuses = ["Denied", "NotListed", "Unreadable", "InReview", "None", "Approved"];
  for (const status of statuses) {
    const { attention, waitingFor } = assess({ customerId: customer(1), qualification: "Education", status }, now);
    expect(parties).toContain(waitingFor);
    expect(attentions).toContain(attention);
  }
});

test("the day by which Microsoft usually decides is the first on which so many working days have passed", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 0, max: 30 }), (from, days) => {
      const later = workingDaysLater(from, days);
      expect(workingDays(from, later)).toBeGreaterThanOrEqual(days);
      if (days > 0) expect(workingDays(from, later - 86_400_000)).toBeLessThan(days);
      expect(later % 86_400_000).toBe(0);
    }),
  );
});

test.each([
  ["InReview", "In review"],
  ["NotListed", "No longer listed"],
  ["GovernmentCommunityCloud", "Government Community Cloud"],
  ["StateOwnedEntity", "State-owned entity"],
  ["Education", "Education"],
  ["PendingDocuments", "Pending documents"],
  ["NeedsMoreInfo", "Needs more info"],
  ["on hold", "on hold"],
  ["K12", "K12"],
  ["constructor", "constructor"],
  ["", ""],
])("%j in words is %j", (name, words) => {
  expect(inWords(name)).toBe(words);
});

test("a date has its zone, and is the same whatever the machine's", () => {
  expect(dateAndTime("2026-11-02T23:30:00Z")).toBe("2 Nov 2026, 23:30 UTC");
  expect(dateAndTime("2026-11-02T23:30:00-05:00")).toBe("3 Nov 2026, 04:30 UTC");
  expect(dateAndTime("some day")).toBe("some day");
  expect(date(Date.parse("2026-12-31T23:59:59Z"))).toBe("31 Dec 2026");
});
