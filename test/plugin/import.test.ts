import { APPROVAL } from "../boundary/support/plugin";
import { contoso, education, nobody } from "../boundary/support/world";
import { withPlugin } from "./world";

test("an import of what a customer has answers the arguments that Partner Center tells, and the state", () =>
  withPlugin(async ({ plugin, control }) => {
    control.setQualifications(contoso, [{ qualification: "Education", vettingStatus: "Approved" }]);
    const imported = await plugin.importing(`${contoso.toUpperCase()}/education`);
    expect(imported.id).toBe(`${contoso}/Education`);
    expect(imported.inputs).toEqual({ customerId: contoso, qualification: "Education" });
    expect(imported.props).toMatchObject({ vettingStatus: "Approved", approved: true, lastSubmission: null });
    // What an import does not know is no problem where nothing has changed, and may be added without a request.
    const inputs = imported.inputs ?? {};
    expect((await plugin.check(inputs, inputs)).failures).toEqual([]);
    expect((await plugin.diff(imported.id, imported.props, inputs)).changes).toBe(false);
    await plugin.update(imported.id, imported.props, education);
    expect(control.submissions()).toEqual([]);
  }));

test.each([
  ["a customer that Partner Center does not know", `${nobody}/Education`],
  ["a kind that the customer does not have", `${contoso}/GovernmentCommunityCloud`],
])("an import of %s says that it does not exist", (_, id) =>
  withPlugin(async ({ plugin, control }) => {
    control.setQualifications(contoso, [{ qualification: "Education", vettingStatus: "Approved" }]);
    const answer = await plugin.importing(id).catch((error: Error) => error.message);
    if (typeof answer === "string") expect(answer).toContain(nobody);
    else expect(answer.id).toBe("");
  }),
);

test("an import by what is no id says what one looks like", () =>
  withPlugin(async ({ plugin }) => {
    await expect(plugin.importing("contoso")).rejects.toThrow('"contoso" is not the id of a customer qualification.');
  }));

test("a gate that is open is imported, a closed one is not", () =>
  withPlugin(async ({ plugin, control }) => {
    const gate = plugin.as(APPROVAL);
    control.setQualifications(contoso, [{ qualification: "Education", vettingStatus: "Approved" }]);
    const id = `${contoso}/Education`;
    expect(await gate.importing(id)).toMatchObject({ id, inputs: { qualificationId: id }, props: { vettingStatus: "Approved" } });
    control.setQualifications(contoso, [{ qualification: "Education", vettingStatus: "InReview" }]);
    await expect(gate.importing(id)).rejects.toThrow("is not approved (InReview)");
  }));
