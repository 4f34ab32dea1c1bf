import type { Emulator, EmulatorOptions } from "../../emulator";
import { call, contosoId, list, post, withEmulator } from "./support";

const education = { qualification: "Education", educationSegment: "K12" };
const fabrikam = "1d4ae7e6-d81e-4d66-8d13-0731955f40e2";

async function withScenario(scenario: string, test: (emulator: Emulator) => Promise<void>, options: EmulatorOptions = {}): Promise<void> {
  const customers = [
    { id: contosoId, domain: "contoso.edu" },
    { id: fabrikam, domain: "fabrikam.edu" },
  ];
  await withEmulator({ clockSpeed: 0, seed: { customers }, scenario, ...options }, test);
}

test("approve after a time, then withdraw after another", async () => {
  await withScenario("approve after 2s; withdraw after 1d", async (emulator) => {
    await post(emulator, education);
    emulator.control.advanceClock(1999);
    expect(await list(emulator)).toMatchObject([{ vettingStatus: "InReview" }]);
    emulator.control.advanceClock(1);
    expect(await list(emulator)).toMatchObject([{ vettingStatus: "Approved" }]);
    emulator.control.advanceClock("1d");
    expect(await list(emulator)).toMatchObject([{ vettingStatus: "Denied", vettingReason: "No longer an Education Customer" }]);
  });
});

test("what is noticed late has happened in its time: a step over everything ends where many small ones do", async () => {
  await withScenario("approve after 2s; withdraw after 1d; vanish 1h after denial", async (emulator) => {
    await post(emulator, education);
    emulator.control.advanceClock(2000 + 86_400_000 + 3_600_000 - 1);
    expect(await list(emulator)).toMatchObject([{ vettingStatus: "Denied" }]);
    emulator.control.advanceClock(1);
    expect(await list(emulator)).toEqual([]);
  });
});

test("the first denial is followed by an approval, for each customer by itself", async () => {
  await withScenario('deny "Not an Academic Domain" once; approve', async (emulator) => {
    await post(emulator, education);
    expect(await list(emulator)).toMatchObject([{ vettingReason: "Not an Academic Domain" }]);
    await post(emulator, education);
    expect(await list(emulator)).toMatchObject([{ vettingStatus: "Approved" }]);
    await call(emulator, "POST", `/v1/customers/${fabrikam}/qualifications`, { body: education });
    expect(emulator.control.qualifications(fabrikam)).toMatchObject([{ vettingStatus: "Denied" }]);
  });
});

test("a statement can be for one customer, by domain or id", async () => {
  await withScenario(`approve for FABRIKAM.edu; deny for ${contosoId}; 503 for fabrikam.edu`, async (emulator) => {
    await post(emulator, education);
    expect(await list(emulator)).toMatchObject([{ vettingStatus: "Denied" }]);
    const path = `/v1/customers/${fabrikam}/qualifications`;
    expect((await call(emulator, "POST", path, { body: education })).status).toBe(503);
    await call(emulator, "POST", path, { body: education });
    expect((await call(emulator, "GET", path)).json).toMatchObject([{ vettingStatus: "Approved" }]);
  });
});

test("faults: 429 three times, a cut after processing, and being slow", async () => {
  await withScenario("429 3 times on GET; drop after processing on POST; slow 30ms", async (emulator) => {
    for (let n = 0; n < 3; n++) {
      const answer = await call(emulator, "GET", "/v1/customers");
      expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "1"]);
    }
    await expect(post(emulator, education)).rejects.toThrow();
    expect(emulator.control.submissions()).toHaveLength(1);
    const began = performance.now();
    expect((await call(emulator, "GET", "/v1/customers")).status).toBe(200);
    expect(performance.now() - began).toBeGreaterThan(25);
  });
});

test("another scenario takes the place of one; ending it ends its faults but not those of others, nor its decisions", async () => {
  await withScenario("503 always", async (emulator) => {
    const { control } = emulator;
    control.fault({ kind: "garbage", match: { path: "/none" } });
    control.play([{ do: "approve" }, { do: "fault", fault: { kind: "status", status: 500 } }]);
    expect(control.faults()).toMatchObject([{ kind: "garbage" }, { status: 500 }]);
    control.stopScenario();
    expect(control.faults()).toMatchObject([{ kind: "garbage" }]);
    expect(control.scenario()).toEqual([]);
    control.play("approve");
    await post(emulator, education);
    expect(await list(emulator)).toMatchObject([{ vettingStatus: "Approved" }]);
    control.stopScenario();
    expect(await list(emulator)).toMatchObject([{ vettingStatus: "Approved" }]);
    control.reset();
    expect(control.scenario()).toEqual([{ do: "fault", fault: { kind: "status", status: 503, times: "always" } }]);
  });
});

test("nothing is decided before the scenario began", async () => {
  await withScenario("", async (emulator) => {
    await post(emulator, education);
    emulator.control.advanceClock("10d");
    emulator.control.setAssumptions({ readLagMs: 1000 });
    emulator.control.play("approve after 2s");
    expect(await list(emulator)).toMatchObject([{ vettingStatus: "InReview" }]);
    emulator.control.advanceClock("1s");
    expect(await list(emulator)).toMatchObject([{ vettingStatus: "Approved" }]);
  });
});

test("it is played over HTTP, as text or as steps, and refused with its place", async () => {
  await withScenario("", async (emulator) => {
    const send = (method: string, body?: unknown): ReturnType<typeof call> =>
      call(emulator, method, "/_emulator/scenario", { token: null, body });
    const text = 'deny "Not an eligible Museum" after 2s once\n429 3 times retry after 1s';
    expect((await send("PUT", { text })).json).toMatchObject({ text, steps: [{ do: "deny" }, { do: "fault" }] });
    const { steps } = (await send("GET")).json as { steps: unknown };
    await send("DELETE");
    expect((await send("GET")).json).toEqual({ text: "", steps: [] });
    expect((await send("PUT", { steps })).json).toMatchObject({ text });
    expect(await send("PUT", { text: "approve\nsometimes" })).toMatchObject({
      status: 400,
      json: { error: expect.stringMatching(/^Line 2, column 1: /) },
    });
    expect(await send("PUT", { text: "approve for nobody.example" })).toMatchObject({
      status: 400,
      json: { error: expect.stringContaining("nobody.example") },
    });
    expect(await send("PUT", { steps: [{ do: "approve", afterMs: -1 }] })).toMatchObject({
      status: 400,
      json: { error: expect.stringContaining("steps[0].afterMs") },
    });
    expect((await send("PUT", {})).status).toBe(400);
    expect((await send("GET")).json).toMatchObject({ text });
  });
});
