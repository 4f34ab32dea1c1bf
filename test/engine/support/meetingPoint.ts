import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** Stands before an emulator and makes two runs meet. */
export interface MeetingPoint extends AsyncDisposable {
  readonly url: string;
  /** The next two reads of a customer's qualifications are answered when both have been: neither sees what the other sends after it. */
  meet(customerId: string): void;
}

export async function meetingPoint(emulator: string): Promise<MeetingPoint> {
  /** By customer, who waits for the other. */
  const waiting = new Map<string, (() => void)[]>();
  const meets = async (customerId: string): Promise<void> => {
    const there = waiting.get(customerId);
    if (there?.length === 0) return new Promise((resolve) => there.push(resolve));
    waiting.delete(customerId);
    for (const go of there ?? []) go();
  };
  const server = createServer((incoming, outgoing) => {
    const { method, headers, url = "/" } = incoming;
    const forwarded = request(new URL(url, emulator), { method, headers }, async (answer) => {
      const read = method === "GET" ? /customers\/([^/]+)\/qualifications/.exec(url)?.[1] : undefined;
      if (read !== undefined) await meets(read);
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.on("error", () => outgoing.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    meet: (customerId) => void waiting.set(customerId, []),
    async [Symbol.asyncDispose]() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}
