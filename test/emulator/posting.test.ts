import { randomUUID } from "node:crypto";
import type { Assumptions, Emulator } from "../../emulator";
import { call, contosoId, list, post, withEmulator } from "./support";

const education = { qualification: "Education", educationSegment: "K12" };

async function withContoso(assumptions: Partial<Assumptions>, test: (emulator: Emulator) => Promise<void>): Promise<void> {
  await withEmulator({ assumptions }, async (emulator) => {
    emulator.control.addCustomer({ id: contosoId });
    emulator.control.addValidationCode({ validationId: "123456" });
    await test(emulator);
  });
}

describe("contract 2023-05, the default", () => {
  test.each([
    ["an Education without segment", { qualification: "Education" }, { code: 3000, data: ["educationSegment"] }],
    ["a segment that is none", { qualification: "Education", educationSegment: "Kindergarten" }, { code: 900126, data: ["Kindergarten"] }],
    ["a website that is no text", { ...education, website: 7 }, { code: 3000, data: ["website"] }],
    ["GCC without code", { qualification: "GovernmentCommunityCloud" }, { code: 3000, data: ["validationCode"] }],
    ["an unknown qualification", { qualification: "Military" }, { code: 900126, data: ["Military"] }],
    ["the enum's number", { qualification: 1 }, { code: 900126, data: ["1"] }],
    ["no qualification", { educationSegment: "K12" }, { code: 3000, data: ["qualification"] }],
    ["a list", [education], { code: 3000 }],
    ["null", null, { code: 3000 }],
    ["a number, as the legacy PUT", 1, { code: 3000 }],
    ["broken JSON", "{", { code: 3000 }],
    ["no body", "", { code: 3000 }],
  ])("%s is refused with 400", async (_, body, error) => {
    await withContoso({}, async (emulator) => {
      const answer = await post(emulator, body);
      expect(answer).toMatchObject({ status: 400, json: { ...error, source: "PartnerApiServiceControllers" } });
      expect(await list(emulator)).toEqual([]);
    });
  });

  test("keys and values are read without regard to case", async () => {
    await withContoso({}, async (emulator) => {
      const answer = await post(emulator, { QUALIFICATION: "education", EducationSegment: "highereducation" });
      expect(answer).toMatchObject({ status: 201, json: { qualification: "Education" } });
    });
  });

  test("a code in the query is not looked at", async () => {
    await withContoso({}, async (emulator) => {
      expect((await post(emulator, { qualification: "GovernmentCommunityCloud" }, {}, "?code=123456")).status).toBe(400);
    });
  });

  test("fields that do not belong are ignored, or refused if that is assumed", async () => {
    await withContoso({}, async (emulator) => {
      const body = { qualification: "StateOwnedEntity", website: "contoso.edu" };
      emulator.control.setAssumptions({ strayFields: "refuse" });
      expect(await post(emulator, body)).toMatchObject({ status: 400, json: { code: 3000, data: ["website"] } });
      emulator.control.setAssumptions({ strayFields: "ignore" });
      expect((await post(emulator, body)).status).toBe(201);
    });
  });
});

test("contract 2021-02 takes no code from the body", async () => {
  await withContoso({ postContract: "2021-02" }, async (emulator) => {
    expect((await post(emulator, { Qualification: "GovernmentCommunityCloud", validationCode: "123456" })).status).toBe(400);
    expect((await post(emulator, { Qualification: "GovernmentCommunityCloud" }, {}, "?code=123456")).status).toBe(201);
  });
});

test("with any contract, each request is understood as the one it fits", async () => {
  await withContoso({ postContract: "any" }, async (emulator) => {
    expect((await post(emulator, { Qualification: "Education" })).status).toBe(201);
    emulator.control.setQualifications(contosoId, []);
    expect((await post(emulator, education)).status).toBe(201);
    emulator.control.setQualifications(contosoId, []);
    expect((await post(emulator, { Qualification: "GovernmentCommunityCloud" }, {}, "?code=123456")).status).toBe(201);
    expect(emulator.control.submissions().map((each) => each.contract)).toEqual(["2021-02", "2023-05", "2021-02"]);
  });
});

describe("the shapes that are assumed", () => {
  test.each([
    ["object", 201, { qualification: "StateOwnedEntity" }],
    ["wrapper", 200, { qualifications: [{ qualification: "StateOwnedEntity" }] }],
    ["array", 201, [{ qualification: "StateOwnedEntity" }]],
  ] as const)("postAnswer %s", async (postAnswer, status, json) => {
    await withContoso({ postAnswer }, async (emulator) => {
      expect(await post(emulator, { qualification: "StateOwnedEntity" })).toMatchObject({ status, json });
    });
  });

  test.each([
    [{ emptyShape: "array" }, []],
    [{ emptyShape: "null" }, null],
    [{ emptyShape: "none" }, [{ qualification: "None" }]],
    [{ listShape: "wrapper" }, { qualifications: [] }],
    [{ listShape: "wrapper", emptyShape: "none" }, { qualifications: [{ qualification: "None" }] }],
  ] as const)("a customer without qualification under %j", async (assumptions, json) => {
    await withContoso(assumptions, async (emulator) => expect(await list(emulator)).toEqual(json));
  });

  test("a byte order mark stands before every JSON answer of the API", async () => {
    await withContoso({ bom: true }, async (emulator) => {
      const answer = await call(emulator, "GET", `/v1/customers/${contosoId}/qualifications`);
      expect(answer.text).toBe("\uFEFF[]");
    });
  });

  test("dates can be whole seconds everywhere, and stay after the approval", async () => {
    await withEmulator({ clock: { now: () => Date.parse("2024-05-06T07:08:09.123Z") } }, async (emulator) => {
      emulator.control.setAssumptions({ dateFormat: "seconds", approvedEducationDate: "keep" });
      emulator.control.addCustomer({ id: contosoId });
      await post(emulator, education);
      emulator.control.approve(contosoId, "Education");
      expect(await list(emulator)).toMatchObject([{ vettingCreateDate: "2024-05-06T07:08:09Z" }]);
    });
  });

  test("GCC may begin in review", async () => {
    await withContoso({ gccVetting: "InReview" }, async (emulator) => {
      const answer = await post(emulator, { qualification: "GovernmentCommunityCloud", validationCode: "123456" });
      expect(answer.json).toMatchObject({ vettingStatus: "InReview" });
    });
  });

  test("what the control interface sets is shown as it is, texts of tomorrow included", async () => {
    await withContoso({}, async (emulator) => {
      const entries = [
        { qualification: "Healthcare", vettingStatus: "OnHold", vettingReason: "Audit", vettingCreateDate: "07/09/2020: 00:00:00" },
      ];
      emulator.control.setQualifications(contosoId, entries);
      expect(await list(emulator)).toEqual(entries);
    });
  });
});

describe("a write sent again with its MS-RequestId", () => {
  test("gets the first answer and changes nothing, while each answer has the ids of its own request", async () => {
    await withContoso({}, async (emulator) => {
      const requestId = randomUUID();
      const first = await post(emulator, education, { "MS-RequestId": requestId, "MS-CorrelationId": randomUUID() });
      emulator.control.deny(contosoId, "Education");
      const correlationId = randomUUID();
      const again = await post(emulator, education, { "MS-RequestId": requestId.toUpperCase(), "MS-CorrelationId": correlationId });
      expect([again.status, again.text]).toEqual([first.status, first.text]);
      expect(again.headers.get("MS-CorrelationId")).toBe(correlationId);
      expect(emulator.control.customer(contosoId)).toMatchObject({ requestCount: 1, qualifications: [{ vettingStatus: "Denied" }] });
      expect(emulator.control.submissions()).toHaveLength(1);
      expect(emulator.control.requests({ method: "post" }).map((each) => each.replayed)).toEqual([false, true]);
    });
  });

  test("gets a refusal again too, unless refusals are not replayed", async () => {
    await withContoso({}, async (emulator) => {
      const headers = { "MS-RequestId": randomUUID() };
      expect((await post(emulator, { qualification: "Education" }, headers)).status).toBe(400);
      expect((await post(emulator, education, headers)).status).toBe(400);
      emulator.control.setAssumptions({ replayRefusals: false });
      expect((await post(emulator, education, headers)).status).toBe(201);
      expect((await post(emulator, education, headers)).status).toBe(201);
    });
  });

  test("is a new request once the window is over, or with replaying off", async () => {
    let now = Date.now();
    await withEmulator({ clock: { now: () => now }, assumptions: { replayWindowSeconds: 60 } }, async (emulator) => {
      emulator.control.addCustomer({ id: contosoId });
      const headers = { "MS-RequestId": randomUUID() };
      expect((await post(emulator, education, headers)).status).toBe(201);
      now += 59_999;
      expect((await post(emulator, education, headers)).status).toBe(201);
      now += 1;
      expect((await post(emulator, education, headers)).status).toBe(409);
      emulator.control.setAssumptions({ replayRequestIds: false });
      emulator.control.deny(contosoId, "Education");
      expect((await post(emulator, education, headers)).status).toBe(201);
    });
  });

  test("a read is never replayed", async () => {
    await withContoso({}, async (emulator) => {
      const headers = { "MS-RequestId": randomUUID() };
      await post(emulator, education, headers);
      emulator.control.vanish(contosoId, "Education");
      expect((await call(emulator, "GET", `/v1/customers/${contosoId}/qualifications`, { headers })).json).toEqual([]);
    });
  });
});
