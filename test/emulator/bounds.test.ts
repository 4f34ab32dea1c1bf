import { randomUUID } from "node:crypto";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { ReplayCache } from "../../emulator/api/replay";
import { AuditLog } from "../../emulator/audit/records";
import { RequestLog } from "../../emulator/http/requestLog";
import { Newest } from "../../emulator/newest";
import { call, contosoId, post, withEmulator } from "./support";

const kibibyte = 1024;
setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc") as () => void;

function received(body: string, path = "/v1/customers"): Parameters<RequestLog["add"]>[0] {
  return { time: "", method: "POST", path, query: {}, headers: {}, body, status: 401, replayed: false };
}

test("the newest are kept: so many, of so many bytes, and one that is larger than all may be is not", () => {
  const newest = new Newest<number>(3, 10, (size) => size);
  for (const size of [1, 1, 1, 2, 5]) newest.add(size);
  expect(newest.all()).toEqual([1, 2, 5]);
  newest.add(4);
  expect(newest.all()).toEqual([5, 4]);
  newest.add(11);
  expect(newest.all()).toEqual([]);
  newest.replace([1, 2, 3, 4]);
  expect(newest.all()).toEqual([2, 3, 4]);
  for (let n = 0; n < 1000; n++) newest.add(3);
  expect(newest.all()).toEqual([3, 3, 3]);
});

test("of a body the log keeps 8,192 characters, and says so", async () => {
  await withEmulator({}, async (emulator) => {
    await call(emulator, "POST", "/v1/customers", { token: null, body: "x".repeat(20_000) });
    await call(emulator, "POST", "/v1/customers", { token: null, body: "x".repeat(8192) });
    const [long, short] = emulator.control.requests();
    expect([long?.body.length, long?.bodyTruncated, short?.body.length, short?.bodyTruncated]).toEqual([8192, true, 8192, undefined]);
    const masked = await call(emulator, "GET", "/_emulator/requests", { token: null });
    expect(masked.json).toMatchObject([{ bodyTruncated: true }, {}]);
  });
});

test("the log of requests has no more than the newest, by number and by bytes", () => {
  const few = new RequestLog(3);
  for (let n = 0; n < 10; n++) few.add(received(""));
  expect(few.list().map(({ id }) => id)).toEqual([8, 9, 10]);
  const many = new RequestLog(1_000_000);
  for (let n = 0; n < 10_000; n++) many.add(received("x".repeat(8192), `/${"p".repeat(8192)}`));
  expect(many.list().length).toBeLessThan(2100);
  expect(many.list().length).toBeGreaterThan(1000);
  for (let n = 0; n < 10; n++)
    few.addTokenRequest({ time: "", tenant: "t".repeat(9000), version: "v2", grantType: "", clientId: "", ok: false });
  expect(few.tokenRequests().map(({ tenant }) => tenant.length)).toEqual([256, 256, 256]);
});

test("answers that may be given again are the newest 64 MiB, and each partner has its own", () => {
  const replay = new ReplayCache();
  const json = { description: "x".repeat(512 * kibibyte) };
  for (let n = 0; n < 500; n++) replay.remember("p", String(n), { status: 400, json }, 0);
  expect(replay.all().length).toBeLessThan(65);
  expect(replay.find("p", "499", 1, 60)).toMatchObject({ status: 400 });
  expect(replay.find("p", "0", 1, 60)).toBeUndefined();
  expect(replay.find("another", "499", 1, 60)).toBeUndefined();
});

test("audit records are the newest, by number and by bytes", () => {
  const log = new AuditLog();
  const record = { partnerId: "p", customerId: contosoId, customerName: "", operation: "add_customer", at: 0, data: {} } as const;
  for (let n = 0; n < 3000; n++) log.add({ ...record, correlationId: `${n}${"c".repeat(16 * kibibyte)}` });
  expect(log.all().length).toBeLessThan(2100);
  expect(log.all().at(-1)?.correlationId).toMatch(/^2999/);
});

test("an answer given to one partner is not given to another with the same request id", async () => {
  await withEmulator({}, async (emulator) => {
    emulator.control.addCustomer({ id: contosoId });
    const { tenantId, clientId, clientSecret, refreshToken } = emulator.control.addPartner();
    const theirs = emulator.control.addCustomer({ id: randomUUID(), partnerId: tenantId });
    const form = { grant_type: "refresh_token", client_id: clientId, client_secret: clientSecret, refresh_token: refreshToken };
    const asked = await fetch(`${emulator.url}/${tenantId}/oauth2/token`, { method: "POST", body: new URLSearchParams(form) });
    const { access_token: token } = (await asked.json()) as { access_token: string };
    const headers = { "MS-RequestId": randomUUID() };
    expect((await post(emulator, { qualification: "StateOwnedEntity" }, headers)).status).toBe(201);
    const path = `/v1/customers/${theirs.id}/qualifications`;
    const body = { qualification: "Education", educationSegment: "K12" };
    expect(await call(emulator, "POST", path, { token, headers, body })).toMatchObject({
      status: 201,
      json: { qualification: "Education" },
    });
  });
});

test("large bodies without a token, one after another and many at once, leave the memory as it was", async () => {
  await withEmulator({}, async (emulator) => {
    const body = `"${"x".repeat(1000 * kibibyte)}"`;
    for (let n = 0; n < 4; n++) await call(emulator, "POST", "/v1/customers", { token: null, body });
    gc();
    const before = process.memoryUsage();
    for (let n = 0; n < 40; n++) {
      const statuses = await Promise.all(Array.from({ length: 5 }, () => call(emulator, "POST", "/v1/customers", { token: null, body })));
      expect(statuses.every(({ status }) => status === 401)).toBe(true);
    }
    // 200 MiB were sent.
    gc();
    const { heapUsed, external } = process.memoryUsage();
    expect(heapUsed + external - before.heapUsed - before.external).toBeLessThan(90 * kibibyte * kibibyte);
    expect(emulator.control.requests().reduce((sum, each) => sum + each.body.length, 0)).toBeLessThan(2 * kibibyte * kibibyte);
  });
});

test("a page of exactly 500 is the last one if there are no more", async () => {
  await withEmulator({}, async (emulator) => {
    for (let n = 0; n < 500; n++) emulator.control.addCustomer();
    const { json } = await call(emulator, "GET", "/v1/customers");
    expect(json).toMatchObject({ totalCount: 500 });
    expect((json as { links: object }).links).not.toHaveProperty("next");
    emulator.control.addCustomer();
    expect((await call(emulator, "GET", "/v1/customers")).json).toMatchObject({ totalCount: 500, links: { next: {} } });
  });
});
