import fc from "fast-check";
import { type Assessed, type Attention, assess, byAttention, failsOn } from "../../../cli/status/attention";
import { workingDays } from "../../../cli/status/workingDays";
import { customer } from "../support/stack";

const now = Date.parse("2026-11-20T12:00:00Z"); // a Friday
const row = (status: string, requestedAt?: string): Assessed =>
  assess({ customerId: customer(1), qualification: "Education", status, ...(requestedAt === undefined ? {} : { requestedAt }) }, now);

test.each([
  ["Denied", "denied"],
  ["NotListed", "notlisted"],
  ["Unreadable", "unreadable"],
  ["InReview", "inreview"],
  ["Approved", "approved"],
  ["InEffect", "approved"],
  ["None", "other"],
  ["Expired", "other"],
])("%s is %s", (status, attention) => {
  expect(row(status).attention).toBe(attention);
});

test.each([
  ["on the day itself", "2026-11-20T01:00:00Z", 0, "inreview"],
  ["three working days", "2026-11-17T23:59:59Z", 3, "inreview"],
  ["four, so it is longer than usual", "2026-11-16T00:00:00Z", 4, "overdue"],
  ["a weekend does not count", "2026-11-13T12:00:00Z", 5, "overdue"],
  ["a clock that is behind", "2026-12-01T12:00:00Z", 0, "inreview"],
])("in review: %s", (_, date, days, attention) => {
  expect(row("InReview", date)).toMatchObject({ workingDaysInReview: days, attention });
});

test("what is no longer in review has an age, and no days in review", () => {
  expect(row("Approved", "2026-11-10T13:00:00Z")).toEqual({
    customerId: customer(1),
    qualification: "Education",
    status: "Approved",
    requestedAt: "2026-11-10T13:00:00Z",
    ageDays: 9,
    attention: "approved",
    waitingFor: "nobody",
    nextStep: "Nothing to do.",
  });
});

test("a date that is none hides nothing", () => {
  expect(row("InReview", "soon")).toMatchObject({ attention: "inreview" });
  expect(row("InReview", "soon").ageDays).toBeUndefined();
});

test("working days are the weekdays of the calendar, one by one", () => {
  fc.assert(
    fc.property(fc.integer({ min: 18_000, max: 25_000 }), fc.integer({ min: 0, max: 40 }), (from, length) => {
      const days = Array.from({ length }, (_, i) => new Date((from + 1 + i) * 86_400_000).getUTCDay());
      const counted = days.filter((day) => day !== 0 && day !== 6).length;
      expect(workingDays(from * 86_400_000 + 5, (from + length) * 86_400_000 + 7)).toBe(counted);
    }),
  );
});

test("what needs a person comes first, then the oldest, then by name", () => {
  const rows = [
    { ...row("Approved"), name: "b" },
    { ...row("Approved"), name: "a" },
    row("InReview", "2026-11-20T01:00:00Z"),
    row("InReview", "2026-11-19T01:00:00Z"),
    row("InReview", "2026-11-02T01:00:00Z"),
    row("Unreadable"),
    row("Expired"),
    row("NotListed"),
    row("Denied"),
  ];
  expect(rows.toSorted(byAttention).map(({ status, ageDays, name }) => [status, ageDays ?? name].filter((x) => x !== undefined))).toEqual([
    ["Denied"],
    ["NotListed"],
    ["Unreadable"],
    ["InReview", 18],
    ["InReview", 1],
    ["InReview", 0],
    ["Expired"],
    ["Approved", "a"],
    ["Approved", "b"],
  ]);
});

test("what is overdue is in review too", () => {
  const overdue = row("InReview", "2026-11-02T01:00:00Z");
  const found = (named: Attention[]): boolean => failsOn(overdue, named);
  expect([found(["inreview"]), found(["overdue"]), found(["denied", "other"]), found([])]).toEqual([true, true, false, false]);
  expect(failsOn(row("InReview"), ["overdue"])).toBe(false);
});
