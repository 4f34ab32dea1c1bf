import { randomUUID } from "node:crypto";
import type { Emulator } from "../../emulator";
import { call, contosoId, list, post, withEmulator } from "./support";

/** The documented request and response pairs; the clock stands at the instants of the samples. */

const correlationId = "7d2456fd-2d79-46d0-9f8e-5d7ecd5f8745";
const requestId = "037db222-6d8e-4d7f-ba78-df3dca33fb68";
const sampleHeaders = { "MS-CorrelationId": correlationId, "MS-RequestId": requestId };

function at(instant: string): { clock: { now(): number } } {
  return { clock: { now: () => Date.parse(instant) } };
}

async function withContoso(instant: string, test: (emulator: Emulator) => Promise<void>): Promise<void> {
  await withEmulator(at(instant), async (emulator) => {
    emulator.control.addCustomer({ id: contosoId });
    await test(emulator);
  });
}

test("the first seed: PUT of the enum's number answers the bare name of the qualification", async () => {
  await withContoso("2018-10-19T16:46:23Z", async (emulator) => {
    const answer = await call(emulator, "PUT", `/v1/customers/${contosoId}/qualification`, {
      body: "1",
      headers: { "cache-control": "no-cache" },
    });
    expect(answer.status).toBe(200);
    expect(answer.json).toBe("education");
    expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
    for (const name of ["MS-CorrelationId", "MS-RequestId", "MS-CV", "MS-ServerId"]) expect(answer.headers.get(name)).toBeTruthy();
    expect(answer.headers.get("X-Locale")).toBe("en-US,en-US");
    expect((await call(emulator, "GET", `/v1/customers/${contosoId}/qualification`)).json).toBe("education");
  });
});

test("the second seed: POST under contract 2021-02 needs the name alone and answers 201 with the entry in review", async () => {
  await withContoso("2020-12-04T20:54:24Z", async (emulator) => {
    emulator.control.setAssumptions({ postContract: "2021-02" });
    const answer = await post(emulator, { Qualification: "Education" }, sampleHeaders);
    expect(answer.status).toBe(201);
    expect(answer.json).toEqual({ qualification: "Education", vettingStatus: "InReview", vettingCreateDate: "2020-12-04T20:54:24Z" });
    expect(answer.headers.get("MS-RequestId")).toBe(requestId);
    expect(answer.headers.get("MS-CorrelationId")).toBe(correlationId);
  });
});

test("the second seed: the validation code of GCC is in the query", async () => {
  await withContoso("2021-05-06T19:59:56.683Z", async (emulator) => {
    emulator.control.setAssumptions({ postContract: "2021-02" });
    emulator.control.addValidationCode({ validationId: "12345" });
    const answer = await post(emulator, { Qualification: "GovernmentCommunityCloud" }, {}, "?code=12345");
    expect(answer.status).toBe(201);
    expect(emulator.control.submissions()).toMatchObject([{ kind: "GovernmentCommunityCloud", contract: "2021-02", number: 1 }]);
  });
});

test("contract 2023-05: Education with segment and website is in review", async () => {
  await withContoso("2020-12-04T20:54:24Z", async (emulator) => {
    const body = { qualification: "Education", educationSegment: "HigherEducation", website: "contoso.edu" };
    const answer = await post(emulator, body, sampleHeaders);
    expect(answer.status).toBe(201);
    expect(answer.json).toEqual({ qualification: "Education", vettingStatus: "InReview", vettingCreateDate: "2020-12-04T20:54:24Z" });
    expect(emulator.control.submissions()).toEqual([
      {
        customerId: contosoId,
        kind: "Education",
        requestId,
        correlationId,
        number: 1,
        contract: "2023-05",
        body: JSON.stringify(body),
        time: "2020-12-04T20:54:24.000Z",
        replayed: false,
      },
    ]);
  });
});

test("contract 2023-05: StateOwnedEntity has no vetting", async () => {
  await withContoso("2023-05-17T00:00:00Z", async (emulator) => {
    const answer = await post(emulator, { qualification: "StateOwnedEntity" });
    expect([answer.status, answer.json]).toEqual([201, { qualification: "StateOwnedEntity" }]);
    expect(await list(emulator)).toEqual([{ qualification: "StateOwnedEntity" }]);
  });
});

test("contract 2023-05: GCC with its code in the body is approved at once", async () => {
  await withContoso("2021-05-06T19:59:56.683Z", async (emulator) => {
    emulator.control.addValidationCode({ validationId: "123456" });
    const answer = await post(emulator, { qualification: "GovernmentCommunityCloud", validationCode: "123456" });
    expect(answer.status).toBe(201);
    expect(answer.json).toMatchObject({ qualification: "GovernmentCommunityCloud", vettingStatus: "Approved" });
  });
});

test("the list of an approved Education has no date", async () => {
  await withContoso("2020-12-03T10:37:38.885Z", async (emulator) => {
    await post(emulator, { qualification: "Education", educationSegment: "K12" });
    emulator.control.approve(contosoId, "Education");
    expect(await list(emulator)).toEqual([{ qualification: "Education", vettingStatus: "Approved" }]);
  });
});

test("the list of an Education in review, and denied, has the date in milliseconds, and the sample's spelling if it is assumed", async () => {
  await withContoso("2020-12-03T10:37:38.885Z", async (emulator) => {
    emulator.control.setAssumptions({ dateField: "vettingCreatedDate" });
    await post(emulator, { qualification: "Education", educationSegment: "K12" });
    const inReview = { qualification: "Education", vettingStatus: "InReview", vettingCreatedDate: "2020-12-03T10:37:38.885Z" };
    expect(await list(emulator)).toEqual([inReview]);
    emulator.control.deny(contosoId, "Education");
    expect(await list(emulator)).toEqual([{ ...inReview, vettingStatus: "Denied", vettingReason: "Not an Education Customer" }]);
  });
});

test("the list of Education and StateOwnedEntity has Education first, in whatever order they came", async () => {
  await withContoso("2020-12-03T10:37:38.885Z", async (emulator) => {
    await post(emulator, { qualification: "StateOwnedEntity" });
    await post(emulator, { qualification: "Education", educationSegment: "K12" });
    emulator.control.approve(contosoId, "Education");
    expect(await list(emulator)).toEqual([
      { qualification: "Education", vettingStatus: "Approved" },
      { qualification: "StateOwnedEntity" },
    ]);
  });
});

test("the list of GCC and StateOwnedEntity has the date with seven digits and an offset", async () => {
  await withContoso("2021-05-06T19:59:56.683Z", async (emulator) => {
    emulator.control.addValidationCode({ validationId: "123456" });
    await post(emulator, { qualification: "GovernmentCommunityCloud", validationCode: "123456" });
    await post(emulator, { qualification: "StateOwnedEntity" });
    expect(await list(emulator)).toEqual([
      { qualification: "GovernmentCommunityCloud", vettingStatus: "Approved", vettingCreateDate: "2021-05-06T19:59:56.6830000+00:00" },
      { qualification: "StateOwnedEntity" },
    ]);
  });
});

test("validation codes are a bare array of the documented fields", async () => {
  await withContoso("2018-10-10T18:49:58.727Z", async (emulator) => {
    emulator.control.addValidationCode({ validationId: "12345", organizationName: "City of Bellevue", maxCreates: 5, remainingCreates: 4 });
    const answer = await call(emulator, "GET", "/v1/customers/all/validations");
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual([
      {
        partnerId: "11111111-eeee-4aaa-8aaa-000000000001",
        organizationName: "City of Bellevue",
        validationId: "12345",
        maxCreates: 5,
        remainingCreates: 4,
        eTag: "W/\"datetime'2018-10-10T18%3A49%3A58.7270000Z'\"",
      },
    ]);
  });
});

test("a customer that was tagged with a code shows it", async () => {
  await withContoso("2021-05-06T19:59:56.683Z", async (emulator) => {
    emulator.control.addValidationCode({ validationId: "123456", organizationName: "City of Bellevue" });
    await post(emulator, { qualification: "GovernmentCommunityCloud", validationCode: "123456" });
    const answer = await call(emulator, "GET", `/v1/customers/${contosoId}/validations`);
    expect(answer.json).toMatchObject({ customerId: contosoId, validationId: "123456", organizationName: "City of Bellevue" });
    const other = emulator.control.addCustomer({ id: randomUUID() });
    expect((await call(emulator, "GET", `/v1/customers/${other.id}/validations`)).status).toBe(404);
  });
});
