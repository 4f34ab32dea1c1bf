import type { Emulator } from "../../emulator";
import type { Answered } from "./support";
import { call, contosoId, list, post, withEmulator } from "./support";

const path = `/v1/customers/${contosoId}/qualification`;

function put(emulator: Emulator, body: string, query = ""): Promise<Answered> {
  return call(emulator, "PUT", `${path}${query}`, { body });
}

async function legacy(emulator: Emulator): Promise<string> {
  return (await call(emulator, "GET", path)).text;
}

async function withContoso(test: (emulator: Emulator) => Promise<void>): Promise<void> {
  await withEmulator({}, async (emulator) => {
    emulator.control.addCustomer({ id: contosoId });
    emulator.control.addValidationCode({ validationId: "123456" });
    await test(emulator);
  });
}

test("a customer without qualification is none", async () => {
  await withContoso(async (emulator) => expect(await legacy(emulator)).toBe('"none"'));
});

test.each(["3", '"government_community_cloud"', '"GovernmentCommunityCloud"'])(
  "GCC is set by %s and a code, and answered in the spelling that is assumed",
  async (body) => {
    await withContoso(async (emulator) => {
      expect((await put(emulator, body)).text).toBe('"Customer tagging denied."');
      expect((await put(emulator, body, "?code=123456")).text).toBe('"governmentcommunitycloud"');
      emulator.control.setAssumptions({ legacyGccName: "government_community_cloud" });
      expect(await legacy(emulator)).toBe('"government_community_cloud"');
      expect(emulator.control.submissions()).toMatchObject([{ contract: "2018-09", kind: "GovernmentCommunityCloud" }]);
    });
  },
);

test("what it sets is seen by the new endpoint, approved or in review as assumed", async () => {
  await withContoso(async (emulator) => {
    await put(emulator, "1");
    expect(await list(emulator)).toEqual([{ qualification: "Education", vettingStatus: "Approved" }]);
    emulator.control.setQualifications(contosoId, []);
    emulator.control.setAssumptions({ legacyVetting: "InReview" });
    await put(emulator, "1");
    expect(await list(emulator)).toMatchObject([{ qualification: "Education", vettingStatus: "InReview" }]);
  });
});

test("a refusal is a bare string, or an error object if that is assumed", async () => {
  await withContoso(async (emulator) => {
    await put(emulator, "1");
    expect(await put(emulator, "3", "?code=123456")).toMatchObject({ status: 400, text: '"Customer tagging denied."' });
    emulator.control.setAssumptions({ legacyRefusal: "object" });
    expect(await put(emulator, "3", "?code=123456")).toMatchObject({ status: 400, json: { errorName: "QualificationsCannotBeCombined" } });
    expect(await put(emulator, "0")).toMatchObject({ status: 400, json: { errorName: "QualificationCannotBeSet" } });
  });
});

test("the same PUT twice succeeds twice and is one submission", async () => {
  await withContoso(async (emulator) => {
    expect((await put(emulator, "1")).status).toBe(200);
    expect((await put(emulator, "1")).text).toBe('"education"');
    expect(emulator.control.submissions()).toHaveLength(1);
  });
});

test.each(["4", "9", '"StateOwnedEntity"', "{", "true", ""])("the body %j is no qualification of this API", async (body) => {
  await withContoso(async (emulator) => expect(await put(emulator, body)).toMatchObject({ status: 400, json: { code: 900126 } }));
});

test("a denied Education and a StateOwnedEntity are none to it", async () => {
  await withContoso(async (emulator) => {
    await post(emulator, { qualification: "StateOwnedEntity" });
    await post(emulator, { qualification: "Education", educationSegment: "K12" });
    expect(await legacy(emulator)).toBe('"education"');
    emulator.control.deny(contosoId, "Education");
    expect(await legacy(emulator)).toBe('"none"');
  });
});

test("it can be retired: then its path is unknown to the gateway", async () => {
  await withContoso(async (emulator) => {
    emulator.control.setAssumptions({ legacyEndpoint: false });
    expect((await call(emulator, "GET", path)).status).toBe(404);
    expect(await list(emulator)).toEqual([]);
  });
});
