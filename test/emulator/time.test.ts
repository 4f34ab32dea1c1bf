import type { Assumptions, Emulator } from "../../emulator";
import { appToken, call, contosoId, list, post, withEmulator } from "./support";

const education = { qualification: "Education", educationSegment: "K12" };

async function withTime(
  assumptions: Partial<Assumptions>,
  test: (emulator: Emulator, pass: (ms: number) => void) => Promise<void>,
): Promise<void> {
  let now = Date.parse("2026-01-02T03:04:05Z");
  await withEmulator({ assumptions, clock: { now: () => now } }, async (emulator) => {
    emulator.control.addCustomer({ id: contosoId });
    await test(emulator, (ms) => {
      now += ms;
    });
  });
}

test("nothing is decided by itself", async () => {
  await withTime({}, async (emulator, pass) => {
    await post(emulator, education);
    pass(365 * 24 * 3600 * 1000);
    expect(emulator.control.qualifications(contosoId)).toMatchObject([{ vettingStatus: "InReview" }]);
  });
});

test("a denied entry can leave the list after a time", async () => {
  await withTime({ vanishAfterDenialMs: 5000 }, async (emulator, pass) => {
    await post(emulator, education);
    emulator.control.deny(contosoId, "Education");
    pass(4999);
    expect(await list(emulator)).toMatchObject([{ vettingStatus: "Denied" }]);
    pass(1);
    expect(await list(emulator)).toEqual([]);
    expect(emulator.control.customer(contosoId)).toMatchObject({ requestCount: 1, qualifications: [] });
  });
});

test("reads can lag behind writes and decisions, while the rules see what is there", async () => {
  await withTime({ readLagMs: 1000 }, async (emulator, pass) => {
    await post(emulator, education);
    expect(await list(emulator)).toEqual([]);
    expect((await post(emulator, education)).status).toBe(409);
    pass(600);
    emulator.control.approve(contosoId, "Education");
    pass(400);
    expect(await list(emulator)).toMatchObject([{ vettingStatus: "InReview" }]);
    pass(600);
    expect(await list(emulator)).toMatchObject([{ vettingStatus: "Approved" }]);
  });
});

test("more requests than a minute allows are refused with the time to wait, each partner by itself", async () => {
  await withTime({ requestsPerMinute: 2 }, async (emulator, pass) => {
    const get = (token?: string): ReturnType<typeof call> =>
      call(emulator, "GET", `/v1/customers/${contosoId}/qualifications`, token === undefined ? {} : { token });
    expect((await get()).status).toBe(200);
    pass(3000);
    expect((await get()).status).toBe(200);
    const answer = await get();
    expect(answer).toMatchObject({ status: 429, json: { statusCode: 429, message: "Rate limit is exceeded. Try again in 57 seconds." } });
    expect(answer.headers.get("Retry-After")).toBe("57");
    emulator.control.setTokenClaims({ tid: "99999999-eeee-4aaa-8aaa-000000000009" });
    expect((await get(await appToken(emulator))).status).toBe(403);
    pass(57_000);
    expect((await get()).status).toBe(200);
  });
});
