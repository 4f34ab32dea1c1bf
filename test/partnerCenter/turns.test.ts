import { createPartnerCenter } from "../../provider/partnerCenter/client";
import type { Ports } from "../../provider/ports";
import { systemPorts } from "../../provider/systemPorts";
import { customerId, requestId, settingsFor, silent, startPartnerCenter } from "../support/partnerCenter";
import { json } from "../support/server";

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

test("64 at once under a ceiling of 30 a minute all get their turn, each not before the place that it took, though the last waits two minutes", async () => {
  const came: { at: number; url: string }[] = [];
  const ports = faster(100);
  const server = await startPartnerCenter(({ url }, response) => {
    came.push({ at: ports.now(), url });
    json(response, 200, "[]");
  });
  try {
    const client = createPartnerCenter(settingsFor(server.url, { requestsPerMinute: "30" }), ports, silent);
    const began = ports.now();
    await Promise.all(Array.from({ length: 64 }, (_, index) => client.qualifications(id(index))));
    expect(came).toHaveLength(64);
    const at = new Map(came.map((one) => [one.url, one.at]));
    for (let index = 0; index < 64; index++) {
      expect(at.get(`/v1/customers/${id(index)}/qualifications`)).toBeGreaterThanOrEqual(began + index * 2000);
    }
  } finally {
    await server.close();
  }
});

test("waiting for one's turn takes longer than an operation may, and is not counted as such", async () => {
  const ports = faster(1000);
  const server = await startPartnerCenter((_request, response) => json(response, 200, "[]"));
  try {
    const client = createPartnerCenter(settingsFor(server.url, { requestsPerMinute: "1" }), ports, silent);
    const began = ports.now();
    const all = await Promise.all(Array.from({ length: 8 }, (_, index) => client.qualifications(id(index))));
    expect(all).toHaveLength(8);
    expect(ports.now() - began).toBeGreaterThan(7 * 60_000);
  } finally {
    await server.close();
  }
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
