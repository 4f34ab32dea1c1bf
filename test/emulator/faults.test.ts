import { randomUUID } from "node:crypto";
import type { Emulator, Fault } from "../../emulator";
import { askToken, call, contosoId, list, post, withEmulator } from "./support";

const body = { qualification: "StateOwnedEntity" };

async function withFault(fault: Fault, test: (emulator: Emulator) => Promise<void>): Promise<void> {
  await withEmulator({}, async (emulator) => {
    emulator.control.addCustomer({ id: contosoId });
    emulator.control.fault(fault);
    await test(emulator);
  });
}

test("dropBefore cuts the connection, and nothing was processed", async () => {
  await withFault({ kind: "dropBefore" }, async (emulator) => {
    await expect(post(emulator, body)).rejects.toThrow("fetch failed");
    expect(emulator.control.submissions()).toEqual([]);
    expect(emulator.control.requests()).toMatchObject([{ method: "POST", status: 0, fault: "dropBefore" }]);
    expect((await post(emulator, body)).status).toBe(201);
  });
});

test("dropAfter cuts the connection after processing; the same id then gets the answer that was lost", async () => {
  await withFault({ kind: "dropAfter" }, async (emulator) => {
    const headers = { "MS-RequestId": randomUUID() };
    await expect(post(emulator, body, headers)).rejects.toThrow("fetch failed");
    expect(emulator.control.requests()).toMatchObject([{ status: 0, fault: "dropAfter" }]);
    expect(await list(emulator)).toEqual([body]);
    expect((await post(emulator, body, headers)).status).toBe(201);
    expect(emulator.control.submissions()).toHaveLength(1);
  });
});

test("status answers what was given, and nothing was processed", async () => {
  const fault: Fault = { kind: "status", status: 500, body: '{"code":800003}', headers: { "Retry-After": "3" } };
  await withFault(fault, async (emulator) => {
    const answer = await post(emulator, body);
    expect(answer).toMatchObject({ status: 500, json: { code: 800003 } });
    expect(answer.headers.get("Retry-After")).toBe("3");
    expect(answer.headers.get("Content-Type")).toMatch(/^application\/json/);
    expect(emulator.control.submissions()).toEqual([]);
  });
});

test("slow processes at once and answers later", async () => {
  await withFault({ kind: "slow", delayMs: 200 }, async (emulator) => {
    const started = Date.now();
    const pending = post(emulator, body);
    while (emulator.control.submissions().length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect((await pending).status).toBe(201);
    expect(Date.now() - started).toBeGreaterThanOrEqual(190);
  });
});

test("halfBody sends half of the answer and cuts the connection", async () => {
  await withFault({ kind: "halfBody" }, async (emulator) => {
    await expect(post(emulator, body)).rejects.toThrow("terminated");
    expect(emulator.control.submissions()).toHaveLength(1);
  });
});

test("garbage has the status of the answer, and no JSON", async () => {
  await withFault({ kind: "garbage" }, async (emulator) => {
    const answer = await post(emulator, body);
    expect([answer.status, answer.json]).toEqual([201, undefined]);
    expect(answer.text).not.toBe("");
  });
});

test("a fault meets only what it matches, as often as it says", async () => {
  const match = { method: "get", path: "/qualifications", customerId: contosoId.toUpperCase() };
  await withFault({ kind: "status", match, times: 2 }, async (emulator) => {
    const other = emulator.control.addCustomer().id;
    expect((await call(emulator, "GET", `/v1/customers/${other}/qualifications`)).status).toBe(200);
    expect((await call(emulator, "GET", `/v1/customers/${contosoId}`)).status).toBe(200);
    expect((await post(emulator, body)).status).toBe(201);
    const statuses: number[] = [];
    for (let round = 0; round < 3; round++)
      statuses.push((await call(emulator, "GET", `/v1/customers/${contosoId}/qualifications`)).status);
    expect(statuses).toEqual([503, 503, 200]);
    expect(emulator.control.faults()).toEqual([]);
  });
});

test("a pattern matches the path with its query, the token endpoint included, for ever if it says so", async () => {
  await withFault(
    { kind: "status", status: 502, match: { pathPattern: "/oauth2/(v2\\.0/)?token$" }, times: "always" },
    async (emulator) => {
      for (let round = 0; round < 3; round++) expect((await askToken(emulator)).status).toBe(502);
      expect(emulator.control.faults()).toMatchObject([{ id: 1, left: "always" }]);
      expect(emulator.control.removeFault(1)).toBe(true);
      expect((await askToken(emulator)).status).toBe(200);
      emulator.control.fault({ kind: "dropBefore", match: { pathPattern: "\\?code=7$" } });
      await expect(post(emulator, body, {}, "?code=7")).rejects.toThrow();
    },
  );
});

test("faults are met oldest first, and can be cleared", async () => {
  await withFault({ kind: "status", status: 500 }, async (emulator) => {
    emulator.control.fault({ kind: "status", status: 502 });
    emulator.control.fault({ kind: "status", status: 504 });
    expect((await post(emulator, body)).status).toBe(500);
    expect((await post(emulator, body)).status).toBe(502);
    emulator.control.clearFaults();
    expect((await post(emulator, body)).status).toBe(201);
  });
});

test.each<[Fault, string]>([
  [{ kind: "status", times: 0 }, "times"],
  [{ kind: "status", status: 99 }, "status"],
  [{ kind: "status", match: { pathPattern: "(" } }, "regular expression"],
])("%j is refused", async (fault, message) => {
  await withEmulator({}, async (emulator) => {
    expect(() => emulator.control.fault(fault)).toThrow(message);
    expect(emulator.control.faults()).toEqual([]);
  });
});
