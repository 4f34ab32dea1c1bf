import { createCriticalSections, createRuntime } from "../../provider/services/runtime";
import { systemPorts } from "../../provider/systemPorts";
import { PartnerCenterModel } from "../support/partnerCenterModel";

function runtimeWith(): { readonly runtime: ReturnType<typeof createRuntime>; readonly said: string[]; connected(): number } {
  const said: string[] = [];
  let connected = 0;
  const runtime = createRuntime({
    ports: systemPorts,
    env: {},
    diagnostics: { report: (_, message) => void said.push(message), flush: async () => undefined },
    connect: () => {
      connected += 1;
      return new PartnerCenterModel();
    },
  });
  return { runtime, said, connected: () => connected };
}
const configuration = (values: Record<string, string>) => (key: string) => values[key];

test("the same configuration again keeps the client, since each resource type is configured by itself", () => {
  const { runtime, connected } = runtimeWith();
  runtime.configure(configuration({ emulator: "http://127.0.0.1:1", readOnly: "true" }));
  const client = runtime.partnerCenter();
  runtime.configure(configuration({ emulator: "http://127.0.0.1:1", readOnly: "true" }));
  expect(runtime.partnerCenter()).toBe(client);
  expect(connected()).toBe(1);
});

test("another configuration makes another client", () => {
  const { runtime, said, connected } = runtimeWith();
  runtime.configure(configuration({ emulator: "http://127.0.0.1:1" }));
  const client = runtime.partnerCenter();
  runtime.configure(configuration({ emulator: "http://127.0.0.1:2" }));
  expect(runtime.partnerCenter()).not.toBe(client);
  expect(runtime.settings().emulator).toBe("http://127.0.0.1:2");
  expect(connected()).toBe(2);
  expect(said).toHaveLength(2);
});

test("configuring never throws: what is wrong is told by the first use", () => {
  const { runtime } = runtimeWith();
  runtime.configure(configuration({ cloud: "mars" }));
  expect(() => runtime.settings()).toThrow(/cloud is "mars"/);
});

test("work of one customer never overlaps, other customers do not wait, and a failure does not block", async () => {
  const alone = createCriticalSections();
  const log: string[] = [];
  const job = (key: string, name: string, ms: number, fails = false) =>
    alone(key, async () => {
      log.push(`${name}+`);
      await new Promise((resolve) => setTimeout(resolve, ms));
      log.push(`${name}-`);
      if (fails) throw new Error(name);
    });
  await Promise.allSettled([job("a", "a1", 20, true), job("a", "a2", 1), job("b", "b1", 1)]);
  expect(log.indexOf("a1-")).toBeLessThan(log.indexOf("a2+"));
  expect(log.indexOf("b1-")).toBeLessThan(log.indexOf("a1-"));
});
