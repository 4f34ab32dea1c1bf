import type { Bag } from "../../provider/qualification/arguments";
import { createQualificationService } from "../../provider/services/qualificationService";
import { createRuntime } from "../../provider/services/runtime";
import { systemPorts } from "../../provider/systemPorts";
import { customerId, PartnerCenterModel } from "../support/partnerCenterModel";

const id = `${customerId}/Education`;
const declared = { customerId, qualification: "Education", educationSegment: "K12" };

/** What a preview without a refresh says of a state. */
async function compared(config: Record<string, string>, service: string | undefined): Promise<string[]> {
  const said: string[] = [];
  const runtime = createRuntime({
    ports: systemPorts,
    env: {},
    diagnostics: { report: (_severity, message) => void said.push(message), flush: async () => undefined },
    connect: () => new PartnerCenterModel(),
  });
  runtime.configure((key) => config[key], Object.keys(config));
  const state: Bag = { ...declared, vettingStatus: "Approved", approved: true, __format: 1, ...(service && { __service: service }) };
  await createQualificationService(runtime).compare(id, state, declared, {});
  return said.filter((message) => message.includes("the state speaks of"));
}

test("a state of an emulator is told where Microsoft is configured, also without a refresh", async () => {
  expect(await compared({}, "emulator")).toEqual([
    expect.stringMatching(/the state speaks of an emulator, and the configuration now names Microsoft's own service\..*stack of its own/),
  ]);
  expect(await compared({ cloud: "china" }, "gateway.example")).toEqual([
    expect.stringContaining(
      "the state speaks of gateway.example, and the configuration now names partner.partnercenterapi.microsoftonline.cn.",
    ),
  ]);
});

test("a state of the service that is configured is not", async () => {
  expect(await compared({ emulator: "http://127.0.0.1:1" }, "emulator")).toEqual([]);
  expect(await compared({ endpoint: "http://127.0.0.1:1" }, "emulator")).toEqual([]);
  expect(await compared({}, undefined)).toEqual([]);
});
