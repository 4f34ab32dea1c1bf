import { calls, contoso, education, inWorld, stateOwned } from "./support/world";

test("two resources of one customer never speak to Partner Center at the same time", () =>
  inWorld(async ({ provider, control }) => {
    // Slow enough that two flows that overlap would be seen to.
    control.fault({ kind: "slow", delayMs: 150, times: "always", match: { path: "/qualifications" } });
    const [school, state] = await Promise.all([provider.create(education), provider.create(stateOwned)]);
    expect(calls(control)).toEqual([
      "GET contoso/qualifications",
      "POST contoso/qualifications",
      "GET contoso/qualifications",
      "POST contoso/qualifications",
    ]);
    const times = control.requests({ path: "/qualifications" }).map(({ time }) => Date.parse(time));
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(145);
    expect([school.outs["vettingStatus"], state.outs["approved"]]).toEqual(["InReview", true]);
  }));

test("the same wish declared twice is asked for once", () =>
  inWorld(async ({ provider, control }) => {
    const [one, other] = await Promise.all([provider.create(education), provider.create(education)]);
    expect(control.submissions()).toHaveLength(1);
    expect(calls(control)).toEqual(["GET contoso/qualifications", "POST contoso/qualifications", "GET contoso/qualifications"]);
    expect([one.outs["vettingStatus"], other.outs["vettingStatus"]]).toEqual(["InReview", "InReview"]);
    expect(other.outs["lastSubmission"]).toBeNull();
  }));

test("a refusal does not hold up the next resource of the customer", () =>
  inWorld(async ({ provider, control }) => {
    control.setRequestCount(contoso, 3);
    const [school, state] = await Promise.allSettled([provider.create(education), provider.create(stateOwned)]);
    expect(school).toMatchObject({ status: "rejected", reason: { message: expect.stringMatching(/Verification was requested 3 times/) } });
    expect(state.status).toBe("fulfilled");
  }));

test("50 customers at once take one token, and one request each", () =>
  inWorld(async ({ provider, control }) => {
    const customers = Array.from({ length: 50 }, () => control.addCustomer());
    const created = await Promise.all(customers.map(({ id }) => provider.create({ ...education, customerId: id })));
    expect(new Set(created.map(({ id }) => id)).size).toBe(50);
    expect(control.tokenRequests()).toHaveLength(1);
    expect(control.submissions()).toHaveLength(50);
    expect(calls(control)).toHaveLength(100);
    // Pulumi shows each line as a message of the provider's.
    expect(provider.stderr()).toBe("");
  }));

test("a refresh reads a customer for each of its resources, and nothing else", () =>
  inWorld(async ({ provider, control }) => {
    const school = await provider.create(education);
    const state = await provider.create(stateOwned);
    control.clearRequests();
    control.fault({ kind: "slow", delayMs: 100, times: "always" });
    await Promise.all([provider.read(school.id, school.outs), provider.read(state.id, state.outs)]);
    expect(calls(control)).toEqual(["GET contoso/qualifications", "GET contoso/qualifications"]);
  }));
