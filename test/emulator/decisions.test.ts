import { type Emulator, startEmulator } from "../../emulator";
import { contosoId, list, post, withEmulator } from "./support";

async function withReview(test: (emulator: Emulator) => Promise<void>): Promise<void> {
  await withEmulator({}, async (emulator) => {
    emulator.control.addCustomer({ id: contosoId });
    await post(emulator, { qualification: "Education", educationSegment: "K12" });
    await test(emulator);
  });
}

test("a denial has the documented reason, or the one that is given; an approval takes it away", async () => {
  await withReview(async (emulator) => {
    emulator.control.deny(contosoId, "Education", "Not an Academic Domain");
    expect(await list(emulator)).toMatchObject([{ vettingStatus: "Denied", vettingReason: "Not an Academic Domain" }]);
    emulator.control.approve(contosoId, "Education");
    expect(await list(emulator)).toEqual([{ qualification: "Education", vettingStatus: "Approved" }]);
  });
});

test("only an approval can be withdrawn: it is denied as no longer an education customer", async () => {
  await withReview(async (emulator) => {
    expect(() => emulator.control.withdraw(contosoId, "Education")).toThrow("InReview");
    emulator.control.approve(contosoId, "Education");
    emulator.control.withdraw(contosoId, "Education");
    expect(await list(emulator)).toMatchObject([{ vettingStatus: "Denied", vettingReason: "No longer an Education Customer" }]);
  });
});

test("an entry that vanishes leaves the others, and the count of requests", async () => {
  await withReview(async (emulator) => {
    await post(emulator, { qualification: "StateOwnedEntity" });
    emulator.control.vanish(contosoId, "Education");
    expect(await list(emulator)).toEqual([{ qualification: "StateOwnedEntity" }]);
    expect(emulator.control.customer(contosoId)?.requestCount).toBe(1);
  });
});

test("there must be something to decide", async () => {
  await withReview(async (emulator) => {
    const { control } = emulator;
    for (const decide of [control.approve, control.deny, control.withdraw, control.vanish]) {
      expect(() => decide(contosoId, "GovernmentCommunityCloud")).toThrow("no qualification GovernmentCommunityCloud");
      expect(() => decide("00000000-0000-4000-8000-000000000000", "Education")).toThrow("There is no customer");
    }
    await post(emulator, { qualification: "StateOwnedEntity" });
    expect(() => control.approve(contosoId, "StateOwnedEntity")).toThrow("not vetted");
  });
});

test("customers are made with what is given and sensible defaults, and removed", async () => {
  await withEmulator({}, async ({ control }) => {
    const made = control.addCustomer({ id: contosoId.toUpperCase(), domain: "contoso.edu" });
    expect(made).toEqual({
      id: contosoId,
      domain: "contoso.edu",
      companyName: "Customer 0c39d6d5",
      relationship: "reseller",
      partnerId: "11111111-eeee-4aaa-8aaa-000000000001",
      qualifications: [],
      requestCount: 0,
    });
    expect(control.customer(contosoId.toUpperCase())).toEqual(made);
    expect(control.addCustomer().id).not.toBe(control.addCustomer().id);
    expect(control.customers()).toHaveLength(3);
    expect([control.removeCustomer(contosoId), control.removeCustomer(contosoId)]).toEqual([true, false]);
    expect(control.customer(contosoId)).toBeUndefined();
    expect(() => control.addCustomer({ id: "contoso" })).toThrow("GUID");
  });
});

test("a reset forgets everything that came after the start", async () => {
  await withEmulator({ assumptions: { repeatedPost: "echo" } }, async (emulator) => {
    const { control } = emulator;
    control.addCustomer({ id: contosoId });
    control.addValidationCode({ validationId: "1" });
    await post(emulator, { qualification: "StateOwnedEntity" });
    control.setAssumptions({ bom: false, repeatedPost: "conflict" });
    control.fault({ kind: "dropBefore" });
    control.revokeRefreshToken();
    control.reset();
    expect([control.customers(), control.validationCodes(), control.requests(), control.submissions(), control.faults()]).toEqual([
      [],
      [],
      [],
      [],
      [],
    ]);
    expect(control.assumptions()).toMatchObject({ bom: true, repeatedPost: "echo" });
  });
});

test("assumptions that do not exist, and values they do not take, are refused as a whole", async () => {
  await withEmulator({}, async ({ control }) => {
    const before = control.assumptions();
    const patches: [object, string][] = [
      [{ bom: false, bomb: true }, 'no assumption "bomb"'],
      [{ bom: false, ruleStatus: 418 }, "400 | 403 | 409"],
      [{ bom: false, readLagMs: null }, "a whole number from 0"],
      [{ bom: false, vettingRequestCap: 1.5 }, "or null"],
      [{ constructor: true }, 'no assumption "constructor"'],
    ];
    for (const [patch, message] of patches) expect(() => control.setAssumptions(patch)).toThrow(message);
    expect(control.assumptions()).toEqual(before);
  });
  await expect(startEmulator({ assumptions: { ruleCode: 0 } })).rejects.toThrow('"ruleCode" takes a whole number from 1 to 999999, not 0');
});

test("only the newest requests are remembered", async () => {
  await withEmulator({ requestLogSize: 2 }, async (emulator) => {
    for (let round = 0; round < 5; round++) await list(emulator);
    expect(emulator.control.requests().map((each) => each.id)).toEqual([4, 5]);
  });
});

test("a received request is kept whole, with what it was answered", async () => {
  await withEmulator({}, async (emulator) => {
    emulator.control.addCustomer({ id: contosoId });
    await post(emulator, '{"qualification": "StateOwnedEntity"}', { "X-Locale": "en-US" }, "?code=a%20b");
    const [request] = emulator.control.requests({ path: "/qualifications", customerId: contosoId.toUpperCase() });
    expect(request).toMatchObject({
      id: 1,
      method: "POST",
      path: `/v1/customers/${contosoId}/qualifications`,
      query: { code: "a b" },
      headers: { "x-locale": "en-US", authorization: expect.stringMatching(/^Bearer ey/) },
      body: '{"qualification": "StateOwnedEntity"}',
      customerId: contosoId,
      status: 201,
      replayed: false,
    });
    expect(emulator.control.requests({ method: "GET" })).toEqual([]);
    emulator.control.clearRequests();
    expect(emulator.control.requests()).toEqual([]);
    expect(emulator.control.submissions()).toHaveLength(1);
  });
});

test("a failure of the emulator itself is told, and answered as Partner Center's unexpected error", async () => {
  const warnings: string[] = [];
  let broken = false;
  const clock = {
    now: () => {
      if (broken) throw new Error("The clock stopped.");
      return Date.now();
    },
  };
  await withEmulator({ clock, warn: (message) => warnings.push(message) }, async (emulator) => {
    emulator.control.addCustomer({ id: contosoId });
    broken = true;
    expect(await post(emulator, {})).toMatchObject({ status: 500, json: { code: 800003, description: "The clock stopped." } });
    broken = false;
    expect(await list(emulator)).toEqual([]);
  });
  expect(warnings).toEqual(["The emulator failed: The clock stopped."]);
});

test("it can be closed twice, and its port is free afterwards", async () => {
  const first = await startEmulator();
  await Promise.all([first.close(), first.close()]);
  const second = await startEmulator({ port: first.port });
  expect(second.url).toBe(`http://127.0.0.1:${first.port}`);
  await second[Symbol.asyncDispose]();
  await expect(fetch(second.url)).rejects.toThrow();
});
