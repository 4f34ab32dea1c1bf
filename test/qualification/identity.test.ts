import fc from "fast-check";
import { formatId, parseId } from "../../provider/qualification/identity";
import { customerId } from "../support/partnerCenterModel";

describe("an id", () => {
  test("is read without regard to case and written in one form", () => {
    expect(parseId(`${customerId.toUpperCase()}/government_community_cloud`)).toEqual({
      customerId,
      qualification: "GovernmentCommunityCloud",
    });
    fc.assert(
      fc.property(fc.uuid(), fc.constantFrom("Education", "Nonprofit", "Tribal"), (id, qualification) => {
        expect(parseId(formatId({ customerId: id, qualification }))).toEqual({ customerId: id, qualification });
      }),
    );
  });

  test.each(["", "x", customerId, `${customerId}/`, `${customerId}/Education/x`, "not-a-guid/Education", `../${customerId}/Education`])(
    "is not %j",
    (id) => {
      expect(parseId(id)).toBeUndefined();
    },
  );
});
