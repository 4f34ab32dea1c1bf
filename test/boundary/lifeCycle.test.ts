import { UNKNOWN } from "./support/dynamicProvider";
import { calls, contoso, education, fabrikam, government, inWorld, stateOwned, warnings } from "./support/world";

const id = `${contoso}/Education`;
const date = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
/** What decides is kept in full. */
const exactDate = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
const guid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

test("create asks once, and its answer is the state", () =>
  inWorld(async ({ provider, control }) => {
    const created = await provider.create({ ...education, customerId: contoso.toUpperCase() });
    expect(created).toEqual({
      id,
      outs: {
        ...education,
        customerId: contoso.toUpperCase(),
        vettingStatus: "InReview",
        vettingCreateDate: date,
        approved: false,
        lastSubmission: { requestId: guid, correlationId: guid, number: 1 },
        vettingReason: null,
        __sent: expect.stringMatching(/^3[\w-]{12}$/),
        __service: "emulator",
        __accounted: exactDate,
        __format: 1,
      },
    });
    expect(calls(control)).toEqual(["GET contoso/qualifications", "POST contoso/qualifications"]);
    const [submission] = control.submissions();
    expect(created.outs["lastSubmission"]).toMatchObject({
      requestId: submission?.requestId,
      correlationId: submission?.correlationId,
    });
    expect(warnings(provider)).toEqual([]);
  }));

test("a customer that has the qualification already is adopted without a request", () =>
  inWorld(async ({ provider, control }) => {
    control.setQualifications(contoso, [
      { qualification: "Education", vettingStatus: "Approved", vettingCreateDate: "2024-05-06T07:08:09.123Z" },
    ]);
    expect((await provider.create(education)).outs).toEqual({
      ...education,
      vettingStatus: "Approved",
      vettingCreateDate: "2024-05-06T07:08:09Z",
      approved: true,
      vettingReason: null,
      lastSubmission: null,
      __service: "emulator",
      __accounted: "2024-05-06T07:08:09.123Z",
      __format: 1,
    });
    expect(calls(control)).toEqual(["GET contoso/qualifications"]);
  }));

test("a create adopts a denial without asking again, and says how to", () =>
  inWorld(async ({ provider, control }) => {
    control.setQualifications(contoso, [
      { qualification: "Education", vettingStatus: "Denied", vettingReason: "Not an Education Customer" },
    ]);
    const { outs } = await provider.create(education);
    expect(outs).toMatchObject({ vettingStatus: "Denied", vettingReason: "Not an Education Customer", approved: false });
    expect(control.submissions()).toEqual([]);
    expect(warnings(provider)).toEqual([
      expect.stringMatching(/was denied: Not an Education Customer\..*change website, educationSegment or resubmit to ask again/),
    ]);
  }));

test("a state-owned entity takes effect at once, and has no vetting", () =>
  inWorld(async ({ provider }) => {
    const { id: tracked, outs } = await provider.create(stateOwned);
    expect(tracked).toBe(`${contoso}/StateOwnedEntity`);
    expect(outs).toEqual({
      ...stateOwned,
      approved: true,
      vettingStatus: null,
      vettingReason: null,
      vettingCreateDate: null,
      lastSubmission: { requestId: guid, correlationId: guid, number: 1 },
      __service: "emulator",
      __format: 1,
    });
  }));

describe("read", () => {
  test("takes Microsoft's decision over, and returns what was declared as inputs", () =>
    inWorld(async ({ provider, control }) => {
      const { outs } = await provider.create(education);
      control.deny(contoso, "Education", "Not an Academic Domain");
      const denied = await provider.read(id, outs);
      expect(denied.props).toEqual({ ...outs, vettingStatus: "Denied", vettingReason: "Not an Academic Domain" });
      expect(denied.inputs).toEqual(education);

      control.approve(contoso, "Education");
      const { props } = await provider.read(id, denied.props);
      expect(props).toMatchObject({ vettingStatus: "Approved", approved: true, vettingReason: null });
    }));

  test("shows the live kind in qualification, in props and inputs alike", () =>
    inWorld(async ({ provider, control }) => {
      control.setQualifications(contoso, [{ qualification: "Nonprofit" }]);
      const { outs } = await provider.create(stateOwned);
      control.setQualifications(contoso, [{ qualification: "Nonprofit" }]);
      const read = await provider.read(`${contoso}/StateOwnedEntity`, outs);
      expect(read.props).toMatchObject({ qualification: "None", approved: false });
      expect(read.inputs).toEqual({ ...stateOwned, qualification: "None" });
    }));

  test("lets a customer go only when Partner Center says that it does not exist", () =>
    inWorld(async ({ provider, control }) => {
      const { outs } = await provider.create(education);
      control.fault({ kind: "status", status: 404, body: "<html><body>Not Found</body></html>" });
      await expect(provider.read(id, outs)).rejects.toThrow(/answered 404 with something that Partner Center does not say/);
      control.removeCustomer(contoso);
      expect((await provider.read(id, outs)).id).toBe("");
      expect(warnings(provider)).toEqual([expect.stringContaining("Partner Center does not know this customer any more")]);
    }));

  test("keeps what is known of a customer that cannot be read, with one warning", () =>
    inWorld(async ({ provider, control, restart, emulator }) => {
      const { outs } = await provider.create(education);
      control.setRelationship(contoso, "none");
      const read = await provider.read(id, outs);
      expect(read).toEqual({ id, props: outs, inputs: education });
      expect(warnings(provider)).toEqual([expect.stringMatching(/could not be read; what is known of it stays in the state\..*20002/)]);

      const strict = await restart({ env: { PARTNERCENTER_EMULATOR: emulator.url, PARTNERCENTER_UNREADABLE: "fail" } });
      await expect(strict.read(id, outs)).rejects.toThrow(/no commerce relationship with the customer/);
    }));
});

describe("update", () => {
  test("asks again for a denied customer whose evidence changed, and counts", () =>
    inWorld(async ({ provider, control }) => {
      const { outs } = await provider.create(education);
      control.deny(contoso, "Education");
      const { props } = await provider.read(id, outs);
      const asked = await provider.update(id, props, { ...education, website: "www.contoso.edu" });
      expect(asked.outs).toMatchObject({
        website: "www.contoso.edu",
        vettingStatus: "InReview",
        vettingReason: null,
        lastSubmission: { number: 2 },
      });
      expect(control.submissions().map(({ number }) => number)).toEqual([1, 2]);
      expect(warnings(provider).at(-1)).toMatch(/This is at least request 2 of the 3/);
    }));

  test("sends nothing for evidence that changes while Microsoft decides", () =>
    inWorld(async ({ provider, control }) => {
      const { outs } = await provider.create(education);
      const updated = await provider.update(id, outs, { ...education, website: "www.contoso.edu" });
      expect(updated.outs).toEqual({ ...outs, website: "www.contoso.edu", __accounted: exactDate });
      expect(control.submissions()).toHaveLength(1);
      expect(warnings(provider)).toEqual([expect.stringMatching(/is InReview already: website was recorded, but not sent to Microsoft/)]);
    }));

  test("with unchanged arguments sends nothing, not even a GET", () =>
    inWorld(async ({ provider, control }) => {
      const { outs } = await provider.create(education);
      control.clearRequests();
      expect(await provider.update(id, outs, education)).toEqual({ outs });
      expect(calls(control)).toEqual([]);
    }));

  test("refuses a wish that the live kind excludes, and sends nothing", () =>
    inWorld(async ({ provider, control }) => {
      const { outs } = await provider.create(education);
      control.setQualifications(contoso, [{ qualification: "GovernmentCommunityCloud", vettingStatus: "Approved" }]);
      const { props } = await provider.read(id, outs);
      expect(props).toMatchObject({ qualification: "GovernmentCommunityCloud", vettingStatus: "NotListed" });
      control.clearRequests();
      await expect(provider.update(id, props, education)).rejects.toThrow(
        /Education and GovernmentCommunityCloud cannot be combined on one customer, and the customer is GovernmentCommunityCloud/,
      );
      expect(calls(control).filter((call) => call.startsWith("POST"))).toEqual([]);
    }));
});

test("delete needs neither credentials nor Partner Center, and says what stays", () =>
  inWorld(
    async ({ provider }) => {
      await provider.delete(id, { ...education, vettingStatus: "Approved", approved: true, __format: 1 });
      expect(warnings(provider)).toEqual([
        expect.stringMatching(/Education stays: Partner Center offers no way to remove a qualification.*adopts it without a new request/),
      ]);
    },
    { provider: () => ({}) },
  ));

test("delete says that what is listed no longer would be asked for anew", () =>
  inWorld(
    async ({ provider }) => {
      await provider.delete(id, { ...education, vettingStatus: "NotListed", approved: false, __format: 1 });
      expect(warnings(provider)).toEqual([
        expect.stringMatching(
          /is listed no longer, and now Pulumi's state forgets it, too.*declaring it again makes a new request, one of three/,
        ),
      ]);
    },
    { provider: () => ({}) },
  ));

test("GovernmentCommunityCloud has its code looked up first", () =>
  inWorld(async ({ provider, control }) => {
    control.addValidationCode({ validationId: "used-up", remainingCreates: 0 });
    await expect(provider.create({ ...government, validationCode: "used-up" })).rejects.toThrow(
      /the validation code has no remaining customers\. Ask usgcce@microsoft\.com/,
    );
    expect(calls(control)).toEqual(["GET contoso/qualifications", "GET all/validations"]);

    control.fault({ kind: "status", status: 403, body: "", match: { path: "validations" } });
    await provider.create(government);
    expect(warnings(provider)).toEqual([expect.stringMatching(/the validation codes could not be looked up .*; going on without/)]);
    expect(control.validationCodes()[0]).toMatchObject({ validationId: "123456", remainingCreates: 4 });

    const unlisted = provider.create({ ...government, customerId: fabrikam, validationCode: "654321" });
    await expect(unlisted).rejects.toThrow(/The validation code is not valid/);
    expect(warnings(provider).at(-1)).toMatch(/not among the codes that Partner Center lists/);
  }));

test("expectedDomain guards against a wrong customer", () =>
  inWorld(async ({ provider, control }) => {
    await expect(provider.create({ ...education, expectedDomain: "fabrikam.onmicrosoft.com" })).rejects.toThrow(
      /the customer has the domain contoso\.onmicrosoft\.com, which is not the declared expectedDomain\. Correct customerId or expectedDomain/,
    );
    expect(control.submissions()).toEqual([]);
    const { outs } = await provider.create({ ...education, expectedDomain: "Contoso.OnMicrosoft.com" });
    expect(outs).toMatchObject({ vettingStatus: "InReview", expectedDomain: "Contoso.OnMicrosoft.com" });
  }));

test("what is undefined or unknown on the way never breaks an answer", () =>
  inWorld(async ({ provider }) => {
    const { resubmit, ...given } = { ...education, resubmit: undefined };
    const { outs } = await provider.create({ ...given, resubmit });
    expect(outs).not.toHaveProperty("resubmit");
    expect(await provider.diff(id, outs, { ...education, website: UNKNOWN })).toMatchObject({ changes: undefined, replaces: [] });
    expect(await provider.update(id, outs, { ...given, resubmit })).toEqual({ outs });
  }));
