import { urnOf } from "../boundary/support/plugin";
import { calls, contoso, education, fabrikam, government, nobody, stateOwned } from "../boundary/support/world";
import { told, withPlugin } from "./world";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const unknowns = {
  vettingStatus: UNKNOWN,
  vettingReason: UNKNOWN,
  vettingCreateDate: UNKNOWN,
  approved: UNKNOWN,
  lastSubmission: UNKNOWN,
};

test("a preview of what is not there says that it would be asked for, and sends nothing", () =>
  withPlugin(async ({ plugin, control }) => {
    expect(await plugin.previewCreate(education)).toEqual({ id: `${contoso}/Education`, outs: { ...education, ...unknowns } });
    expect(told(plugin)).toEqual([
      { severity: "info", message: "Would be asked for: at least request 1 of the 3 that a customer has.", urn: urnOf("contoso") },
    ]);
    expect(calls(control)).toEqual(["GET contoso/qualifications"]);
  }));

test("a preview of what is there already knows the outputs", () =>
  withPlugin(async ({ plugin, control }) => {
    control.setQualifications(contoso, [
      { qualification: "Education", vettingStatus: "Approved", vettingCreateDate: "2024-05-06T07:08:09Z" },
    ]);
    const previewed = await plugin.previewCreate(education);
    expect(previewed.outs).toMatchObject({ vettingStatus: "Approved", approved: true, lastSubmission: null });
    expect(told(plugin)).toEqual([
      { severity: "info", message: "Is there already (Approved): would be adopted without a request.", urn: urnOf("contoso") },
    ]);
    expect((await plugin.create(education)).outs).toEqual(previewed.outs);
  }));

test("a preview of what would be refused fails, with the error of the update", () =>
  withPlugin(async ({ plugin, control }) => {
    control.setQualifications(contoso, [{ qualification: "GovernmentCommunityCloud" }]);
    const previewed = await plugin.previewCreate(education).catch((error: Error) => error.message);
    expect(previewed).toContain("is refused");
    expect(await plugin.create(education).catch((error: Error) => error.message)).toBe(previewed);
    expect(control.submissions()).toEqual([]);
  }));

test("a preview of a customer that Partner Center does not know fails", () =>
  withPlugin(async ({ plugin }) => {
    await expect(plugin.previewCreate({ ...education, customerId: nobody })).rejects.toThrow(nobody);
  }));

test("where nobody can look, a preview goes on and says so once", () =>
  withPlugin(async ({ plugin, emulator }) => {
    await emulator.close();
    expect((await plugin.previewCreate(education)).outs).toMatchObject(unknowns);
    expect((await plugin.previewCreate({ ...stateOwned, customerId: fabrikam }, "fabrikam")).outs).toMatchObject(unknowns);
    expect(told(plugin)).toEqual([
      { severity: "warning", message: expect.stringContaining("This preview cannot say what new qualifications would do."), urn: "" },
    ]);
  }));

test("what is not known yet is not looked for", () =>
  withPlugin(async ({ plugin, control }) => {
    const previewed = await plugin.previewCreate({ ...education, customerId: UNKNOWN });
    expect(previewed).toEqual({ id: "", outs: { ...education, customerId: UNKNOWN, ...unknowns } });
    expect(calls(control)).toEqual([]);
  }));

test("many new resources are told of in one line, with how many of each kind", () =>
  withPlugin(async ({ plugin, control }) => {
    const ids = Array.from({ length: 30 }, (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`);
    for (const [index, customerId] of ids.entries()) {
      control.addCustomer({ id: customerId });
      if (index < 10) control.setQualifications(customerId, [{ qualification: "Education", vettingStatus: "InReview" }]);
    }
    await Promise.all(ids.map((customerId, index) => plugin.previewCreate({ ...education, customerId }, `c${index}`)));
    const lines = told(plugin);
    expect(lines.filter(({ urn }) => urn !== "")).toHaveLength(5);
    expect(lines.filter(({ urn }) => urn === "").map(({ message }) => message)).toEqual([
      "30 new qualifications: 20 would be asked for, 10 would be adopted without a request.",
    ]);
    expect(control.submissions()).toEqual([]);
  }));

test("the preview of an update leaves open what only the request will say", () =>
  withPlugin(async ({ plugin, control }) => {
    const { outs } = await plugin.create(education);
    const news = { ...education, website: "other.edu" };
    const before = calls(control).length;
    expect((await plugin.previewUpdate(`${contoso}/Education`, outs, news)).outs).toMatchObject({ ...news, ...unknowns });
    expect(calls(control)).toHaveLength(before);
  }));

test("a code for Government Community Cloud is in no message of a preview", () =>
  withPlugin(async ({ plugin }) => {
    await plugin.previewCreate(government);
    expect(JSON.stringify(plugin.logs) + plugin.stderr()).not.toContain("123456");
  }));
