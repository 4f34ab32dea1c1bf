import { contoso, inWorld, nobody, warnings } from "./support/world";

const absent = { vettingStatus: null, vettingReason: null, vettingCreateDate: null, lastSubmission: null };

/** A `get` is a `read` with nothing but what the program gives. */

test("get looks a Nonprofit customer up, though Nonprofit cannot be set", () =>
  inWorld(async ({ provider, control }) => {
    control.setQualifications(contoso, [{ qualification: "Nonprofit" }]);
    const id = `${contoso.toUpperCase()}/Nonprofit`;
    expect(await provider.read(id, {})).toEqual({
      id,
      props: { customerId: contoso, qualification: "Nonprofit", approved: true, ...absent, __service: "emulator", __format: 1 },
      inputs: {},
    });
  }));

test("get of a qualification that the customer does not have shows None", () =>
  inWorld(async ({ provider }) => {
    const { props } = await provider.read(`${contoso}/Education`, { customerId: contoso });
    expect(props).toEqual({ customerId: contoso, qualification: "None", approved: false, ...absent, __service: "emulator", __format: 1 });
    expect(warnings(provider)).toEqual([]);
  }));

test("get tells a denial", () =>
  inWorld(async ({ provider, control }) => {
    control.setQualifications(contoso, [{ qualification: "Education", vettingStatus: "Denied", vettingReason: "No" }]);
    const { props } = await provider.read(`${contoso}/Education`, {});
    expect(props).toMatchObject({ vettingStatus: "Denied", vettingReason: "No", approved: false });
    expect(warnings(provider)).toEqual([expect.stringMatching(/Education was denied: No\./)]);
  }));

test("get of a customer that is unknown, unreadable or not to be reached is an error", () =>
  inWorld(async ({ provider, control, emulator }) => {
    await expect(provider.read(`${nobody}/Education`, {})).rejects.toThrow(/Partner Center does not know this tenant.*Check customerId/);
    control.setRelationship(contoso, "none");
    await expect(provider.read(`${contoso}/Education`, {})).rejects.toThrow(/no commerce relationship/);
    await emulator.close();
    await expect(provider.read(`${contoso}/Education`, {})).rejects.toThrow(/127\.0\.0\.1/);
  }));
