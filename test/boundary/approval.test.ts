import { APPROVAL_STUB, type ResourceCalls, UNKNOWN } from "./support/dynamicProvider";
import { calls, contoso, education, fabrikam, inWorld, stateOwned, type World, warnings } from "./support/world";

const qualificationId = `${contoso}/Education`;
const quick = { qualificationId, timeout: "5s", pollInterval: "1s" };

function inApprovalWorld(test: (world: World & { readonly approval: ResourceCalls }) => Promise<void>): Promise<void> {
  return inWorld((world) => test({ ...world, approval: world.provider.as(APPROVAL_STUB) }));
}

test("the gate comes into being when Microsoft approves, and asks no more often than it was told", () =>
  inApprovalWorld(async ({ provider, approval, control }) => {
    await provider.create(education);
    control.clearRequests();
    setTimeout(() => control.approve(contoso, "Education"), 2_500);
    expect(await approval.create({ ...quick, timeout: "10s" })).toEqual({
      id: qualificationId,
      outs: { ...quick, timeout: "10s", vettingStatus: "Approved", vettingCreateDate: null, __format: 1 },
    });
    expect(calls(control).length).toBeGreaterThanOrEqual(3);
    expect(calls(control).length).toBeLessThanOrEqual(6);
  }));

test("what is not vetted is approved as soon as it is listed", () =>
  inApprovalWorld(async ({ provider, approval }) => {
    const { id } = await provider.create(stateOwned);
    expect(await approval.create({ qualificationId: id })).toEqual({
      id,
      outs: { qualificationId: id, vettingStatus: null, vettingCreateDate: null, __format: 1 },
    });
  }));

test("a denial, a deadline and a qualification that is not listed are errors that leave nothing", () =>
  inApprovalWorld(async ({ provider, approval, control }) => {
    await provider.create(education);
    const late = approval.create({ ...quick, timeout: "250ms" });
    await expect(late).rejects.toThrow(/is still InReview after 250ms\. Microsoft decides within days: run again later/);
    control.deny(contoso, "Education", "Not an Academic Domain");
    await expect(approval.create(quick)).rejects.toThrow(/was denied: Not an Academic Domain\. Change the evidence or resubmit/);
    await expect(approval.create({ ...quick, qualificationId: `${fabrikam}/Education` })).rejects.toThrow(
      /is not listed by Partner Center, so nothing can be approved/,
    );
  }));

test("a withdrawn approval takes the gate out of the state", () =>
  inApprovalWorld(async ({ provider, approval, control }) => {
    await provider.create(education);
    control.approve(contoso, "Education");
    const { id, outs } = await approval.create(quick);
    expect(await approval.read(id, outs)).toEqual({ id, props: outs, inputs: quick });

    control.withdraw(contoso, "Education");
    expect((await approval.read(id, outs)).id).toBe("");
    expect(warnings(provider)).toEqual([expect.stringMatching(/is not approved any more \(Denied\): the gate is gone from the state/)]);
    control.removeCustomer(contoso);
    expect((await approval.read(id, outs)).id).toBe("");
  }));

test("a customer that cannot be read keeps its gate", () =>
  inApprovalWorld(async ({ provider, approval, control }) => {
    await provider.create(education);
    control.approve(contoso, "Education");
    const { id, outs } = await approval.create(quick);
    control.setRelationship(contoso, "none");
    expect(await approval.read(id, outs)).toEqual({ id, props: outs, inputs: quick });
    expect(warnings(provider)).toEqual([expect.stringMatching(/could not be read; its approval stays in the state\..*20002/)]);
  }));

test("a get of a gate that is not there is an error", () =>
  inApprovalWorld(async ({ provider, approval }) => {
    await provider.create(education);
    await expect(approval.read(qualificationId, {})).rejects.toThrow(/is not approved \(InReview\)/);
  }));

test("check tells all problems at once; another qualification replaces the gate, another time-out does not", () =>
  inApprovalWorld(async ({ approval }) => {
    const { failures } = await approval.check({}, { qualificationId: contoso, timeout: "soon", pollInterval: "1ms", pollIntervall: "1s" });
    expect(failures).toEqual([
      { property: "", reason: "pollIntervall: no such argument; did you mean pollInterval?" },
      { property: "", reason: "qualificationId: must be the id of a CustomerQualification, {customerId}/{Kind}" },
      { property: "", reason: expect.stringMatching(/^timeout: must be a duration such as "45m"/) },
      { property: "", reason: 'pollInterval: must be at least "1s"' },
    ]);
    expect((await approval.check({}, { qualificationId: UNKNOWN, timeout: UNKNOWN })).failures).toEqual([]);

    const olds = { ...quick, vettingStatus: "Approved", __format: 1 };
    const diff = (news: object) => approval.diff(qualificationId, olds, { ...quick, ...news });
    expect(await diff({})).toEqual({ changes: false, replaces: [], deleteBeforeReplace: false });
    expect(await diff({ timeout: "9s" })).toEqual({ changes: undefined, replaces: [], deleteBeforeReplace: false });
    expect(await diff({ qualificationId: UNKNOWN })).toMatchObject({ changes: undefined, replaces: ["qualificationId"] });
    expect(await diff({ qualificationId: `${fabrikam}/Education` })).toMatchObject({ replaces: ["qualificationId"] });
    expect(await approval.update(qualificationId, olds, { ...quick, timeout: "9s" })).toEqual({
      outs: { ...olds, timeout: "9s", vettingCreateDate: null },
    });
    await approval.delete(qualificationId, olds);
  }));

test("both resources of a program share one token", () =>
  inApprovalWorld(async ({ provider, approval, control }) => {
    await provider.create(education);
    control.approve(contoso, "Education");
    await approval.create(quick);
    await provider.create({ ...education, customerId: fabrikam });
    expect(control.tokenRequests()).toHaveLength(1);
  }));
