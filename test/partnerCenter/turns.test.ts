import type { Adapter } from "../../provider/http/transport";
import { createPartnerCenter } from "../../provider/partnerCenter/client";
import type { Ports } from "../../provider/ports";
import { systemPorts } from "../../provider/systemPorts";
import { accessToken, customerId, requestId, settingsFor, silent, startPartnerCenter } from "../support/partnerCenter";
import { json } from "../support/server";
import { VirtualClock } from "../support/virtualClock";

/** The real world, some times faster. */
function faster(times: number): Ports {
  const began = performance.now();
  const epoch = Date.now();
  return {
    ...systemPorts,
    random: () => 0,
    now: () => epoch + (performance.now() - began) * times,
    timer: (ms, fire) => systemPorts.timer(ms / times, fire),
  };
}
const id = (number: number): string => `0c39d6d5-c70d-4c55-bc02-${String(number).padStart(12, "0")}`;

/** A client in virtual time, whose requests are answered at once; when each came, in seconds from its beginning. */
function inVirtualTime(requestsPerMinute: number) {
  const clock = new VirtualClock();
  const began = clock.now();
  const came: { second: number; customer: number }[] = [];
  const adapter: Adapter = async (config) => {
    came.push({ second: (clock.now() - began) / 1000, customer: Number(/(\d{12})\/qualifications$/.exec(config.url ?? "")?.[1]) });
    return { status: 200, statusText: "OK", headers: {}, data: "[]", config };
  };
  const ports: Ports = { ...systemPorts, now: () => clock.now(), timer: (ms, fire) => clock.timer(ms, fire) };
  const settings = settingsFor("http://127.0.0.1:9", { requestsPerMinute: String(requestsPerMinute), accessToken: accessToken() });
  return { clock, came, client: createPartnerCenter(settings, ports, silent, { adapter }) };
}

test("64 at once under a ceiling all get their turn, evenly and in the order of asking, though the last waits for six minutes", async () => {
  const { clock, came, client } = inVirtualTime(10);
  const all = Promise.all(Array.from({ length: 64 }, (_, index) => client.qualifications(id(index))));
  await clock.advance(63 * 6000);
  expect(await all).toHaveLength(64);
  expect(came).toEqual(Array.from({ length: 64 }, (_, index) => ({ second: index * 6, customer: index })));
});

test("a request that comes later stands behind, and the queue goes on", async () => {
  const { clock, came, client } = inVirtualTime(60);
  const all = [client.qualifications(id(0)), client.qualifications(id(1)), client.qualifications(id(2))];
  await clock.advance(500);
  all.push(client.qualifications(id(3)));
  await clock.advance(60_000);
  all.push(client.qualifications(id(4)));
  await clock.advance(1);
  await Promise.all(all);
  expect(came.map(({ second }) => second)).toEqual([0, 1, 2, 3, 60.5]);
});

test("whoever waits for a turn is let go when the run is interrupted", async () => {
  const server = await startPartnerCenter((_request, response) => json(response, 200, "[]"));
  try {
    const client = createPartnerCenter(settingsFor(server.url, { requestsPerMinute: "1" }), systemPorts, silent);
    await client.qualifications(id(0));
    const controller = new AbortController();
    const waiting = client.qualifications(id(1), controller.signal);
    setTimeout(() => controller.abort(), 20);
    await expect(waiting).rejects.toMatchObject({ kind: "interrupted" });
    expect(server.calls).toHaveLength(1);
  } finally {
    await server.close();
  }
});

describe("a sign-in that never ends", () => {
  const never = { getToken: () => new Promise<never>(() => {}) };

  test("is told as the sign-in, and not as Partner Center's silence", async () => {
    const server = await startPartnerCenter((_request, response) => json(response, 200, "[]"));
    try {
      const client = createPartnerCenter(settingsFor(server.url), faster(1000), silent, { credential: never });
      const works = [
        () => client.qualifications(customerId),
        () => client.submit({ customerId, kind: "Education", educationSegment: "K12", requestId }, { before: undefined }),
      ];
      for (const work of works) {
        const error = await work().catch((thrown: unknown) => thrown);
        expect(error).toMatchObject({ kind: "authentication", fate: "untouched" });
        expect((error as Error).message).toMatch(/sign-in/);
        expect((error as Error).message).not.toMatch(/did not answer|dropped/);
      }
      expect(server.calls).toEqual([]);
    } finally {
      await server.close();
    }
  });
});
