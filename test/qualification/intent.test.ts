import { requestIdOf } from "../../provider/qualification/intent";
import { customerId } from "../support/partnerCenterModel";

describe("a request id", () => {
  const intent = { customerId, kind: "Education" as const, educationSegment: "K12", website: "contoso.edu", number: 1 };

  test("is a UUID that depends on the intent alone", () => {
    expect(requestIdOf(intent)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(requestIdOf({ ...intent })).toBe(requestIdOf(intent));
    const others = [
      { number: 2 },
      { website: "b.edu" },
      { resubmit: "1" },
      { educationSegment: "HigherEducation" },
      { kind: "StateOwnedEntity" as const },
    ];
    const ids = others.map((change) => requestIdOf({ ...intent, ...change }));
    expect(new Set([requestIdOf(intent), ...ids]).size).toBe(others.length + 1);
  });
});
