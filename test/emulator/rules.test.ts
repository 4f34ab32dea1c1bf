import { type Assumptions, type Emulator, type Qualification, type TransitionRule, transitionRules, wellKnown } from "../../emulator";
import { contosoId, list, post, withEmulator } from "./support";

const liveEntries: Record<TransitionRule["live"], Qualification> = {
  Education: { qualification: "Education", vettingStatus: "Approved" },
  "Education denied": { qualification: "Education", vettingStatus: "Denied", vettingReason: "Not an Education Customer" },
  GovernmentCommunityCloud: { qualification: "GovernmentCommunityCloud", vettingStatus: "Approved" },
  StateOwnedEntity: { qualification: "StateOwnedEntity" },
  Nonprofit: { qualification: "Nonprofit" },
};

const bodies = {
  Education: { qualification: "Education", educationSegment: "K12" },
  GovernmentCommunityCloud: { qualification: "GovernmentCommunityCloud", validationCode: wellKnown.validationCode },
  StateOwnedEntity: { qualification: "StateOwnedEntity" },
};

async function withContoso(
  assumptions: Partial<Assumptions>,
  qualifications: Qualification[],
  test: (emulator: Emulator) => Promise<void>,
): Promise<void> {
  await withEmulator({ assumptions }, async (emulator) => {
    emulator.control.addCustomer({ id: contosoId, qualifications });
    emulator.control.addValidationCode({ validationId: wellKnown.validationCode });
    await test(emulator);
  });
}

describe.each(transitionRules)("$wish on a customer with $live: $verdict", ({ wish, live, verdict }) => {
  const before = [liveEntries[live]];
  const governed = verdict !== "accept" && verdict !== "repeat";

  if (verdict === "accept" || governed) {
    test("is accepted, and keeps what the customer had of other kinds", async () => {
      await withContoso(governed ? { [verdict]: "allow" } : {}, before, async (emulator) => {
        expect((await post(emulator, bodies[wish])).status).toBe(201);
        const kept = before.filter((entry) => entry.qualification !== wish);
        expect(emulator.control.qualifications(contosoId)).toHaveLength(kept.length + 1);
        expect(emulator.control.qualifications(contosoId)).toEqual(
          expect.arrayContaining([...kept, expect.objectContaining({ qualification: wish })]),
        );
      });
    });
  }

  if (governed) {
    test("is refused in the customers service's error shape, and changes nothing", async () => {
      await withContoso({ [verdict]: "refuse" }, before, async (emulator) => {
        const answer = await post(emulator, bodies[wish]);
        expect(answer.status).toBe(400);
        expect(answer.json).toEqual({
          code: 800002,
          message: expect.stringContaining("cannot be combined"),
          description: expect.stringContaining(wish),
          errorName: "QualificationsCannotBeCombined",
          isRetryable: false,
          parameters: {},
          errorMessageExtended: "InternalErrorCode=800002",
        });
        expect(await list(emulator)).toEqual(before);
        expect(emulator.control.submissions()).toEqual([]);
      });
    });
  }

  if (verdict === "repeat") {
    test("is a conflict, or an echo where that is assumed; neither is a submission", async () => {
      await withContoso({}, before, async (emulator) => {
        expect(await post(emulator, bodies[wish])).toMatchObject({ status: 409, json: { errorName: "QualificationAlreadyExists" } });
        emulator.control.setAssumptions({ repeatedPost: "echo" });
        expect(await post(emulator, bodies[wish])).toMatchObject({ status: 201, json: before[0] });
        expect(await list(emulator)).toEqual(before);
        expect(emulator.control.submissions()).toEqual([]);
        expect(emulator.control.validationCodes()).toMatchObject([{ remainingCreates: 5 }]);
      });
    });
  }
});

test("Education and GCC are refused together, and the other switches have the documented side, by default", async () => {
  await withContoso({}, [liveEntries.Education], async (emulator) => {
    expect((await post(emulator, bodies.GovernmentCommunityCloud)).status).toBe(400);
    emulator.control.setQualifications(contosoId, [liveEntries.GovernmentCommunityCloud]);
    expect((await post(emulator, bodies.Education)).status).toBe(400);
    emulator.control.setQualifications(contosoId, [liveEntries.Nonprofit]);
    expect((await post(emulator, bodies.GovernmentCommunityCloud)).status).toBe(400);
    emulator.control.setQualifications(contosoId, [liveEntries.StateOwnedEntity]);
    expect((await post(emulator, bodies.GovernmentCommunityCloud)).status).toBe(201);
  });
});

test("a refusal by one entry comes before the repetition of another", async () => {
  await withContoso({}, [liveEntries.Education, liveEntries.GovernmentCommunityCloud], async (emulator) => {
    expect(await post(emulator, bodies.Education)).toMatchObject({ status: 400, json: { errorName: "QualificationsCannotBeCombined" } });
  });
});

test("a GCC that was denied stands in no one's way", async () => {
  const denied = { qualification: "GovernmentCommunityCloud", vettingStatus: "Denied" };
  await withContoso({}, [denied], async (emulator) => {
    expect((await post(emulator, bodies.GovernmentCommunityCloud)).status).toBe(201);
    emulator.control.setQualifications(contosoId, [denied]);
    expect((await post(emulator, bodies.Education)).status).toBe(201);
  });
});

test.each(["None", "Nonprofit", "nonprofit"])("%s cannot be set", async (qualification) => {
  await withContoso({}, [], async (emulator) => {
    expect(await post(emulator, { qualification })).toMatchObject({ status: 400, json: { errorName: "QualificationCannotBeSet" } });
  });
});

test("a customer has three vetting requests, and a refused one is not counted", async () => {
  await withContoso({}, [], async (emulator) => {
    for (const number of [1, 2, 3]) {
      expect((await post(emulator, bodies.Education)).status).toBe(201);
      expect((await post(emulator, bodies.Education)).status).toBe(409);
      expect(emulator.control.customer(contosoId)?.requestCount).toBe(number);
      emulator.control.deny(contosoId, "Education");
    }
    expect(await post(emulator, bodies.Education)).toMatchObject({ status: 400, json: { errorName: "QualificationRequestLimitReached" } });
    expect(await post(emulator, bodies.StateOwnedEntity)).toMatchObject({ status: 201 });
    expect(emulator.control.submissions().map(({ kind, number }) => `${number} ${kind}`)).toEqual([
      "1 Education",
      "2 Education",
      "3 Education",
      "4 StateOwnedEntity",
    ]);
    emulator.control.setRequestCount(contosoId, 2);
    expect((await post(emulator, bodies.Education)).status).toBe(201);
  });
});

test("the cap can be lifted, lowered, answered 403, and count refused requests", async () => {
  await withContoso(
    { vettingRequestCap: 1, capStatus: 403, capCounts: "all" },
    [liveEntries.GovernmentCommunityCloud],
    async (emulator) => {
      expect((await post(emulator, bodies.Education)).status).toBe(400);
      emulator.control.setQualifications(contosoId, []);
      expect((await post(emulator, bodies.Education)).status).toBe(403);
      emulator.control.setAssumptions({ vettingRequestCap: null });
      expect((await post(emulator, bodies.Education)).status).toBe(201);
    },
  );
});

test("a validation code is used up by successes only, and changes its tag with each", async () => {
  let now = Date.parse("2021-05-06T19:59:56.683Z");
  await withEmulator({ clock: { now: () => now } }, async (emulator) => {
    const code = emulator.control.addValidationCode({ validationId: "0042", maxCreates: 1 });
    emulator.control.addCustomer({ id: contosoId });
    now += 1000;
    const gcc = (validationCode: unknown): Promise<unknown> =>
      post(emulator, { qualification: "GovernmentCommunityCloud", validationCode });
    expect(await gcc("42")).toMatchObject({ status: 400, json: { errorName: "InvalidValidationCode" } });
    expect(await gcc(42)).toMatchObject({ status: 400, json: { code: 3000, data: ["validationCode"] } });
    expect(emulator.control.validationCodes()).toEqual([code]);
    expect(await gcc("0042")).toMatchObject({ status: 201 });
    expect(emulator.control.validationCodes()).toMatchObject([{ remainingCreates: 0 }]);
    expect(emulator.control.validationCodes()[0]?.eTag).not.toBe(code.eTag);
    emulator.control.setQualifications(contosoId, []);
    expect(await gcc("0042")).toMatchObject({ status: 400, json: { errorName: "ValidationCodeExhausted" } });
  });
});

test("a code without a limit is never used up", async () => {
  await withEmulator({}, async (emulator) => {
    emulator.control.addCustomer({ id: contosoId });
    emulator.control.addValidationCode({ validationId: wellKnown.validationCode, maxCreates: null });
    expect((await post(emulator, bodies.GovernmentCommunityCloud)).status).toBe(201);
    expect(emulator.control.validationCodes()).toMatchObject([{ maxCreates: null, remainingCreates: null }]);
  });
});
