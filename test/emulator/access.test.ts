import { randomUUID } from "node:crypto";
import { wellKnown } from "../../emulator";
import { appToken, call, contosoId, post, tokenFor, withEmulator } from "./support";

const path = `/v1/customers/${contosoId}/qualifications`;

describe("the bearer token", () => {
  test("is needed: 401 and code 800001", async () => {
    await withEmulator({}, async (emulator) => {
      for (const headers of [{}, { authorization: "Basic YTpi" }]) {
        const answer = await call(emulator, "GET", path, { token: null, headers });
        expect(answer).toMatchObject({ status: 401, json: { code: 800001, source: "PartnerFD" } });
        expect(answer.headers.get("www-authenticate")).toMatch(/^OAuth realm=urn:cpsvc:cpid:/);
      }
    });
  });

  test("must be for Partner Center: else 401 and code 900420", async () => {
    await withEmulator({}, async (emulator) => {
      const token = await tokenFor(emulator, { resource: "https://graph.windows.net" });
      expect(await call(emulator, "GET", path, { token })).toMatchObject({ status: 401, json: { code: 900420 } });
    });
  });

  test.each(["https://partner.partnercenterapi.microsoftonline.cn", "own"])("may be for %s", async (resource) => {
    await withEmulator({}, async (emulator) => {
      emulator.control.addCustomer({ id: contosoId });
      const token = await tokenFor(emulator, { resource: resource === "own" ? `${emulator.url}/` : resource });
      expect((await call(emulator, "GET", path, { token })).status).toBe(200);
    });
  });

  test("must not be expired, by the emulator's clock", async () => {
    let now = Date.now();
    await withEmulator({ clock: { now: () => now } }, async (emulator) => {
      emulator.control.addCustomer({ id: contosoId });
      const token = await tokenFor(emulator);
      now = Math.floor(now / 1000) * 1000 + 3_598_999;
      expect((await call(emulator, "GET", path, { token })).status).toBe(200);
      now += 1;
      const answer = await call(emulator, "GET", path, { token });
      expect(answer).toMatchObject({ status: 401, json: { code: 400 } });
      expect(answer.headers.get("www-authenticate")).toContain('error="invalid_token"');
    });
  });

  test("must be signed by an emulator", async () => {
    await withEmulator({}, async (emulator) => {
      emulator.control.addCustomer({ id: contosoId });
      const [header, payload] = wellKnown.accessToken.split(".");
      const forged = `${header}.${payload}.AAAA`;
      expect((await call(emulator, "GET", path, { token: forged })).status).toBe(401);
      expect((await call(emulator, "GET", path, { token: "opaque" })).status).toBe(401);
    });
  });

  test("of an app may read, and not write: 403 and code 900329", async () => {
    await withEmulator({}, async (emulator) => {
      emulator.control.addCustomer({ id: contosoId });
      const token = await appToken(emulator);
      for (const readable of [path, path.slice(0, -1), "/v1/customers/all/validations", `/v1/customers/${contosoId}`, "/v1/customers"]) {
        expect((await call(emulator, "GET", readable, { token })).status).toBe(200);
      }
      const body = { qualification: "StateOwnedEntity" };
      expect(await call(emulator, "POST", path, { token, body })).toMatchObject({ status: 403, json: { code: 900329 } });
      expect(await call(emulator, "PUT", path.slice(0, -1), { token, body: "1" })).toMatchObject({ status: 403, json: { code: 900329 } });
      expect(emulator.control.qualifications(contosoId)).toEqual([]);
    });
  });

  test("of a user without MFA is refused in the form that is assumed, for reads and writes; an app is exempt", async () => {
    await withEmulator({}, async (emulator) => {
      emulator.control.addCustomer({ id: contosoId });
      emulator.control.setTokenClaims({ amr: ["pwd"] });
      const token = await tokenFor(emulator);
      for (const method of ["GET", "POST"]) {
        const answer = await call(emulator, method, path, { token });
        expect(answer).toMatchObject({ status: 401, json: { code: 900421 } });
        expect(answer.headers.get("www-authenticate")).toBe('Bearer error="invalid_token"');
      }
      emulator.control.setAssumptions({ mfaRefusal: "10001" });
      expect(await call(emulator, "GET", path, { token })).toMatchObject({ status: 401, json: { code: 10001 } });
      emulator.control.setAssumptions({ mfaRefusal: "emptyBody" });
      expect(await call(emulator, "GET", path, { token })).toMatchObject({ status: 401, text: "" });
      emulator.control.setTokenClaims({});
      expect((await call(emulator, "GET", path, { token: await appToken(emulator) })).status).toBe(200);
    });
  });

  test("is told to be MFA compliant or not in a header, when asked for", async () => {
    await withEmulator({ assumptions: { mfaRefusal: "off" } }, async (emulator) => {
      emulator.control.addCustomer({ id: contosoId });
      const headers = { ValidateMfa: "true" };
      const good = await call(emulator, "GET", path, { headers });
      expect(good.headers.get("isMfaCompliant")).toBe("true");
      expect((await call(emulator, "GET", path)).headers.has("isMfaCompliant")).toBe(false);
      emulator.control.setTokenClaims({ amr: ["pwd"] });
      const bad = await call(emulator, "GET", path, { headers, token: await tokenFor(emulator) });
      expect(bad.headers.get("isMfaCompliant")).toBe("false");
    });
  });
});

describe("the customer", () => {
  test("that is unknown is 404 with code 60003, in the shape that is assumed", async () => {
    await withEmulator({}, async (emulator) => {
      expect(await call(emulator, "GET", path)).toMatchObject({ status: 404, json: { code: 60003, errorName: "TenantNotFound" } });
      emulator.control.setAssumptions({ unknownCustomerShape: "A" });
      expect(await call(emulator, "GET", path)).toMatchObject({
        status: 404,
        json: { code: 60003, source: "PartnerApiServiceControllers" },
      });
    });
  });

  test("that is unknown can be made when it is asked for", async () => {
    await withEmulator({ assumptions: { autoCreateCustomers: true } }, async (emulator) => {
      expect(await call(emulator, "GET", path.toUpperCase().replace("/V1/", "/v1/"))).toMatchObject({ status: 200, json: [] });
      expect(emulator.control.customers()).toMatchObject([{ id: contosoId, partnerId: wellKnown.tenantId }]);
    });
  });

  test("without relationship is 403 with code 20002, until there is one", async () => {
    await withEmulator({}, async (emulator) => {
      emulator.control.addCustomer({ id: contosoId, relationship: "none" });
      for (const method of ["GET", "POST"]) {
        expect(await call(emulator, method, path)).toMatchObject({
          status: 403,
          json: { code: 20002, data: [wellKnown.tenantId, contosoId] },
        });
      }
      emulator.control.setRelationship(contosoId, "reseller");
      expect((await call(emulator, "GET", path)).status).toBe(200);
    });
  });

  test("whose id is no GUID is 400 with code 2000", async () => {
    await withEmulator({}, async (emulator) => {
      for (const id of ["contoso", "%zz", "0c39d6d5c70d4c55bc02f620844f3fd1"]) {
        expect(await call(emulator, "GET", `/v1/customers/${id}/qualifications`)).toMatchObject({ status: 400, json: { code: 2000 } });
      }
    });
  });

  test("has a profile with its domain", async () => {
    await withEmulator({}, async (emulator) => {
      emulator.control.addCustomer({ id: contosoId, domain: "contoso.edu", companyName: "Contoso University" });
      expect(await call(emulator, "GET", `/v1/customers/${contosoId}`)).toMatchObject({
        status: 200,
        json: {
          id: contosoId,
          companyProfile: { tenantId: contosoId, domain: "contoso.edu", companyName: "Contoso University" },
          relationshipToPartner: "reseller",
        },
      });
    });
  });
});

test("the list of customers is paged by size and continuation token, without those that have no relationship", async () => {
  await withEmulator({}, async (emulator) => {
    const ids = [1, 2, 3].map((digit) => emulator.control.addCustomer({ id: contosoId.replace(/1$/, String(digit)) }).id);
    emulator.control.addCustomer({ id: randomUUID(), relationship: "none" });
    interface Page {
      readonly totalCount: number;
      readonly items: readonly { readonly id: string }[];
      readonly links: { readonly next?: { readonly headers: readonly { readonly value: string }[] } };
    }
    const first = (await call(emulator, "GET", "/v1/customers?size=2")).json as Page;
    expect(first.items.map((each) => each.id)).toEqual(ids.slice(0, 2));
    const token = first.links.next?.headers[0]?.value ?? "";
    const second = (await call(emulator, "GET", "/v1/customers?size=2", { headers: { "MS-ContinuationToken": token } })).json as Page;
    expect(second).toMatchObject({ totalCount: 1, items: [{ id: ids[2] }] });
    expect(second.links).not.toHaveProperty("next");
    for (const size of ["-1", "501", "many"]) expect((await call(emulator, "GET", `/v1/customers?size=${size}`)).status).toBe(400);
    const headers = { "MS-ContinuationToken": "x" };
    expect((await call(emulator, "GET", "/v1/customers", { headers })).status).toBe(400);
  });
});

describe("what no route takes", () => {
  test.each(["DELETE", "PATCH", "PUT"])("%s on qualifications is 405 with what is allowed", async (method) => {
    await withEmulator({}, async (emulator) => {
      const answer = await call(emulator, method, path);
      expect(answer.status).toBe(405);
      expect(answer.headers.get("allow")).toBe("GET, HEAD, POST");
    });
  });

  test.each(["/v2/customers", `${path}/Education`, "/v1/customers//qualifications/x", "//example.com/v1/customers"])(
    "%s is the gateway's 404, not one of Partner Center",
    async (unknown) => {
      await withEmulator({}, async (emulator) => {
        const answer = await call(emulator, "GET", unknown);
        expect(answer.status).toBe(404);
        expect(answer.headers.get("content-type")).toMatch(/^text\/html/);
        expect(answer.json).toBeUndefined();
      });
    },
  );

  test("a body of more than a mebibyte is 413, and the emulator lives on", async () => {
    await withEmulator({}, async (emulator) => {
      emulator.control.addCustomer({ id: contosoId });
      expect((await post(emulator, "x".repeat(1024 * 1024 + 1))).status).toBe(413);
      expect((await post(emulator, { qualification: "StateOwnedEntity" })).status).toBe(201);
    });
  });
});

test("every answer of the API has the service's headers; ids that are not sent are made", async () => {
  await withEmulator({}, async (emulator) => {
    emulator.control.addCustomer({ id: contosoId });
    const guid = /^[0-9a-f-]{36}$/;
    for (const answer of [
      await call(emulator, "GET", path),
      await call(emulator, "GET", path, { token: null }),
      await post(emulator, {}),
    ]) {
      expect(answer.headers.get("MS-RequestId")).toMatch(guid);
      expect(answer.headers.get("MS-CorrelationId")).toMatch(guid);
      expect(answer.headers.get("MS-CV")).toBeTruthy();
      expect(answer.headers.get("MS-ServerId")).toBe("00000A");
      expect(answer.headers.get("Request-Context")).toMatch(/^appId=cid-v1:/);
      expect(answer.headers.get("Content-Type")).toBe("application/json; charset=utf-8");
      expect(answer.headers.get("Date")).toBeTruthy();
    }
    const sent = await call(emulator, "GET", path, { headers: { "MS-CV": "abc.1" } });
    expect(sent.headers.get("MS-CV")).toBe("abc.1");
  });
});
