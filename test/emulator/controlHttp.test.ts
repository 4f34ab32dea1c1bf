import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, wellKnown } from "../../emulator";
import { type Answered, askToken, call, contosoId, list, post, raw, withEmulator } from "./support";

function control(emulator: Emulator, method: string, path: string, body?: unknown): Promise<Answered> {
  return call(emulator, method, `/_emulator${path}`, { token: null, body });
}

const education = `/customers/${contosoId}/qualifications/Education`;

test("a vetting can be told over HTTP from the first request to the withdrawal", async () => {
  await withEmulator({}, async (emulator) => {
    expect((await control(emulator, "POST", "/customers", { id: contosoId, domain: "contoso.edu" })).json).toMatchObject({ id: contosoId });
    await post(emulator, { qualification: "Education", educationSegment: "K12" });
    expect((await control(emulator, "POST", `${education}/deny`, { reason: "Not an eligible Museum" })).status).toBe(200);
    expect(await list(emulator)).toMatchObject([{ vettingStatus: "Denied", vettingReason: "Not an eligible Museum" }]);
    await control(emulator, "POST", `${education.toLowerCase()}/approve`);
    expect(await list(emulator)).toMatchObject([{ vettingStatus: "Approved" }]);
    await control(emulator, "POST", `${education}/withdraw`);
    expect(await list(emulator)).toMatchObject([{ vettingReason: "No longer an Education Customer" }]);
    expect((await control(emulator, "POST", `${education}/vanish`)).json).toMatchObject({ qualifications: [], requestCount: 1 });
    expect((await control(emulator, "DELETE", `/customers/${contosoId}`)).status).toBe(204);
    expect((await control(emulator, "GET", "/customers")).json).toEqual([]);
  });
});

test("customers, codes, counts and relationships can be set and read", async () => {
  await withEmulator({}, async (emulator) => {
    await control(emulator, "POST", "/customers", { id: contosoId });
    const entries = [{ qualification: "Nonprofit" }];
    await control(emulator, "PUT", `/customers/${contosoId}/qualifications`, entries);
    expect((await control(emulator, "GET", `/customers/${contosoId}/qualifications`)).json).toEqual(entries);
    await control(emulator, "PUT", `/customers/${contosoId}/request-count`, { count: 2 });
    await control(emulator, "PUT", `/customers/${contosoId}/relationship`, { relationship: "none" });
    expect((await control(emulator, "GET", `/customers/${contosoId}`)).json).toMatchObject({ requestCount: 2, relationship: "none" });
    await control(emulator, "POST", "/validation-codes", { validationId: "0042", maxCreates: null });
    expect(emulator.control.validationCodes()).toMatchObject([{ validationId: "0042", maxCreates: null, remainingCreates: null }]);
  });
});

test("secrets are masked in what is listed, and shown when asked for", async () => {
  await withEmulator({}, async (emulator) => {
    emulator.control.addCustomer({ id: contosoId });
    emulator.control.addValidationCode({ validationId: "Secret42" });
    await askToken(emulator);
    await post(emulator, { qualification: "GovernmentCommunityCloud", validationCode: "Secret42" }, {}, "?code=Secret42");
    await post(emulator, "not JSON: Secret42");
    const lists = ["/requests", "/submissions", "/validation-codes", "/tokens/requests"];
    const secrets = ["Secret42", wellKnown.clientSecret, wellKnown.refreshToken, wellKnown.accessToken];
    for (const path of lists) {
      const { text, status } = await control(emulator, "GET", path);
      expect(status).toBe(200);
      for (const secret of secrets) expect(text).not.toContain(secret);
    }
    expect((await control(emulator, "GET", "/requests?method=POST&path=oauth2")).json).toMatchObject([
      { body: expect.stringContaining(`client_id=${wellKnown.clientId}`) },
    ]);
    expect((await control(emulator, "GET", "/submissions")).json).toMatchObject([
      { body: '{"qualification":"GovernmentCommunityCloud","validationCode":"***"}' },
    ]);
    const shown = (await control(emulator, "GET", "/requests?secrets=show")).text;
    for (const secret of secrets) expect(shown).toContain(secret);
    expect((await control(emulator, "GET", "/validation-codes?secrets=show")).text).toContain("Secret42");
  });
});

test("faults, assumptions and tokens are at hand", async () => {
  await withEmulator({}, async (emulator) => {
    emulator.control.addCustomer({ id: contosoId });
    const fault = { kind: "status", status: 502, match: { method: "GET" }, times: "always", headers: { "X-A": "b" } };
    expect((await control(emulator, "POST", "/faults", fault)).json).toEqual({ id: 1 });
    expect((await control(emulator, "GET", "/faults")).json).toEqual([{ ...fault, id: 1, left: "always" }]);
    expect((await call(emulator, "GET", "/v1/customers")).status).toBe(502);
    expect((await control(emulator, "DELETE", "/faults/1")).status).toBe(204);
    expect((await control(emulator, "DELETE", "/faults/1")).status).toBe(404);
    await control(emulator, "POST", "/faults", { kind: "dropBefore" });
    await control(emulator, "DELETE", "/faults");
    expect((await control(emulator, "PATCH", "/assumptions", { emptyShape: "null" })).json).toMatchObject({
      emptyShape: "null",
      bom: true,
    });
    expect(await list(emulator)).toBeNull();
    expect((await control(emulator, "GET", "/assumptions")).json).toEqual(emulator.control.assumptions());
    expect((await control(emulator, "GET", "/assumptions/catalogue")).json).toMatchObject({ emptyShape: { default: "array" } });
    await control(emulator, "PUT", "/tokens/claims", { amr: ["pwd"] });
    await control(emulator, "PUT", "/tokens/lifetime", { seconds: 7 });
    expect((await askToken(emulator)).json).toMatchObject({ expires_in: "7" });
    await control(emulator, "POST", "/tokens/revoke");
    expect((await askToken(emulator)).status).toBe(400);
    const { refreshToken } = (await control(emulator, "POST", "/tokens/refresh-token")).json as { refreshToken: string };
    expect((await askToken(emulator, { refresh_token: refreshToken })).status).toBe(200);
    const partner = (await control(emulator, "POST", "/partners", {})).json as { tenantId: string };
    expect(partner.tenantId).not.toBe(wellKnown.tenantId);
  });
});

test("its own requests are not among those received; these can be forgotten, as everything", async () => {
  await withEmulator({}, async (emulator) => {
    await call(emulator, "GET", "/v1/customers");
    expect((await control(emulator, "GET", "/requests")).json).toHaveLength(1);
    const forgotten = await control(emulator, "DELETE", "/requests");
    expect([forgotten.status, forgotten.headers.get("content-length")]).toEqual([204, null]);
    expect((await control(emulator, "GET", "/requests")).json).toEqual([]);
    emulator.control.addCustomer();
    expect((await control(emulator, "POST", "/reset")).status).toBe(204);
    expect(emulator.control.customers()).toEqual([]);
  });
});

test("it lists its routes, and each of them is there", async () => {
  await withEmulator({}, async (emulator) => {
    const routes = (await control(emulator, "GET", "/")).json as { method: string; path: string; summary: string }[];
    expect(routes.length).toBeGreaterThan(30);
    for (const { method, path } of routes) {
      const answer = await call(emulator, method, path, { token: null });
      expect([path, answer.status === 404 && /^There is no \/_emulator/.test((answer.json as { error: string }).error)]).toEqual([
        path,
        false,
      ]);
      expect(answer.status).toBeLessThan(500);
    }
  });
});

test.each([
  ["POST", "/customers", { id: "contoso" }, 400, "The customer.id must be a GUID"],
  ["POST", "/customers", { domian: "contoso.edu" }, 400, 'unknown key "domian"'],
  ["POST", "/customers", "{", 400, "not JSON"],
  ["PUT", `/customers/${contosoId}/qualifications`, [{ vettingStatus: "Denied" }], 404, "There is no customer"],
  ["POST", "/validation-codes", { validationId: 5 }, 400, "validationId must be a text"],
  ["POST", "/faults", { kind: "boom" }, 400, '"dropBefore" or'],
  ["PATCH", "/assumptions", { bom: "yes" }, 400, "true | false"],
  ["PUT", "/tokens/lifetime", { seconds: "7" }, 400, "must be a number"],
  ["PUT", "/customers", {}, 405, "GET, HEAD, POST"],
  ["GET", "/nothing", undefined, 404, "GET /_emulator/ lists"],
] as const)("%s %s with %j is answered %d with a plain sentence", async (method, path, body, status, message) => {
  await withEmulator({}, async (emulator) => {
    const answer = await control(emulator, method, path, body);
    expect(answer).toMatchObject({ status, json: { error: expect.stringContaining(message) } });
  });
});

test("a body that is not JSON by its content type is refused; a GET may have any, and none is looked at", async () => {
  await withEmulator({}, async (emulator) => {
    const url = `${emulator.url}/_emulator`;
    const asForm = await fetch(`${url}/customers`, { method: "POST", body: "{}", headers: { "content-type": "text/plain" } });
    expect(asForm.status).toBe(400);
    expect(emulator.control.customers()).toEqual([]);
    expect(await raw(emulator, "GET", "/_emulator/health", { "content-length": "1" }, "x")).toMatchObject({ status: 200 });
  });
});

test("HEAD is answered where GET is, without the body", async () => {
  await withEmulator({}, async (emulator) => {
    emulator.control.addCustomer({ id: contosoId });
    const tenant = "/11111111-eeee-4aaa-8aaa-000000000001/v2.0/.well-known/openid-configuration";
    for (const path of ["/_emulator/health", "/_emulator/customers", "/", "/v1/customers", `/v1/customers/${contosoId}`, tenant]) {
      const read = await call(emulator, "GET", path);
      const head = await call(emulator, "HEAD", path);
      expect([path, head.status, head.text]).toEqual([path, 200, ""]);
      expect(Number(head.headers.get("content-length"))).toBe(Buffer.byteLength(read.text));
    }
    expect((await call(emulator, "HEAD", "/v1/domains/free.example")).status).toBe(404);
    expect((await call(emulator, "HEAD", "/_emulator/reset")).status).toBe(405);
  });
});

test("a whole address as the target, as a client of a proxy sends it, is its path", async () => {
  await withEmulator({}, async (emulator) => {
    expect(await raw(emulator, "GET", `${emulator.url}/_emulator/health`)).toMatchObject({ status: 200 });
    expect(await raw(emulator, "GET", `${emulator.url}?x=1`)).toMatchObject({ status: 200 });
  });
});

test("all that is wrong with a body is told at once", async () => {
  await withEmulator({}, async (emulator) => {
    const { json } = await control(emulator, "POST", "/customers", { id: "x", requestCount: -1, nmae: "Contoso" });
    const { error } = json as { error: string };
    expect(error).toContain("The customer.id must be a GUID.");
    expect(error).toContain("The customer.requestCount must be a whole number of 0 or more.");
    expect(error).toContain('The customer has an unknown key "nmae". It takes: id, domain,');
  });
});

test("zod is loaded by the first body alone: no file of the emulator imports it at its start", () => {
  const folder = join(__dirname, "..", "..", "emulator");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const early = files.filter((file) =>
    /^(import (?!type )[^;]*from "zod|const .*require\("zod)/m.test(readFileSync(join(folder, file), "utf8")),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(early).toEqual([]);
});
