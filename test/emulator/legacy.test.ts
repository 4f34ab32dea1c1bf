import type { Emulator } from "../../emulator";
import type { Answered } from "./support";
import { call, contosoId, list, post, withEmulator } from "./support";

const path = `/v1/customers/${contosoId}/qualification`;

function put(emulator: Emulator, body: string, query = ""): Promise<Answered> {
  return call(emulator, "PUT", `${path}${query}`, { body });
}

async function legacy(emulator: Emulator): Promise<string> {
  return JSON.stringify((await call(emulator, "GET", path)).json);
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
      expect((await put(emulator, body, "?code=123456")).json).toBe("government_community_cloud");
      emulator.control.setAssumptions({ legacyGccName: "governmentcommunitycloud" });
      expect(await legacy(emulator)).toBe('"governmentcommunitycloud"');
      expect(emulator.control.submissions()).toMatchObject([{ contract: "2018-09", kind: "GovernmentCommunityCloud" }]);
    });
  },
);

test("what it sets is seen by the new endpoint, approved", async () => {
  await withContoso(async (emulator) => {
    await put(emulator, "1");
    expect(await list(emulator)).toEqual([{ qualification: "Education", vettingStatus: "Approved" }]);
  });
});

test("a refusal is a bare string", async () => {
  await withContoso(async (emulator) => {
    await put(emulator, "1");
    for (const body of ["3", "0"])
      expect(await put(emulator, body, "?code=123456")).toMatchObject({ status: 400, text: '"Customer tagging denied."' });
  });
});

test("the same PUT twice succeeds twice and is one submission", async () => {
  await withContoso(async (emulator) => {
    expect((await put(emulator, "1")).status).toBe(200);
    expect((await put(emulator, "1")).json).toBe("education");
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
