import { type Control, type Emulator, startEmulator } from "../../../emulator";
import { type DynamicProvider, type ResourceCalls, startDynamicProvider } from "../support/dynamicProvider";
import { type Plugin, startPlugin } from "../support/plugin";
import type { Properties } from "../support/structs";
import { contoso, education, government, nobody, stateOwned } from "../support/world";

/** What both fronts are asked, and what each has to answer in the same words. */
const cases: readonly (readonly [string, (calls: ResourceCalls, control: Control) => Promise<unknown>])[] = [
  ...(
    [
      ["nothing", {}],
      ["a customer that is no GUID", { ...education, customerId: "contoso" }],
      ["a misspelt argument", { ...education, webSite: "contoso.edu" }],
      ["a misspelt kind", { ...education, qualification: "Educaton" }],
      ["what cannot be set", { customerId: contoso, qualification: "Nonprofit" }],
      ["Education without a segment", { customerId: contoso, qualification: "Education" }],
      ["a code for Education", { ...education, validationCode: "123456" }],
      ["no code for GCC", { customerId: contoso, qualification: "GovernmentCommunityCloud" }],
      ["a website for a state-owned entity", { ...stateOwned, website: "contoso.edu" }],
      ["a number in place of a text", { ...education, website: 7.5 }],
      ["all of it at once", { customerId: "x", qualification: "y", website: "z z", resubmit: 1.5, more: true }],
    ] satisfies readonly (readonly [string, Properties])[]
  ).map(([name, news]) => [`check: ${name}`, async (calls: ResourceCalls) => (await calls.check({}, news)).failures] as const),
  ["create: a customer that Partner Center does not know", (calls) => calls.create({ ...education, customerId: nobody })],
  [
    "create: what cannot be combined",
    (calls, control) => {
      control.setQualifications(contoso, [{ qualification: "GovernmentCommunityCloud" }]);
      return calls.create(education);
    },
  ],
  ["create: a code that is not listed and has none left", (calls) => calls.create({ ...government, expectedDomain: "other.example" })],
  ["read: what is no id", (calls) => calls.read("contoso", education)],
  [
    "read: a customer that is gone",
    async (calls, control) => {
      const { id, outs } = await calls.create(education);
      control.removeCustomer(contoso);
      return (await calls.read(id, outs)).id;
    },
  ],
  ["delete", (calls) => calls.delete(`${contoso}/Education`, { ...education, __format: 1 })],
];

interface Front extends AsyncDisposable {
  readonly emulator: Emulator;
  readonly provider: DynamicProvider | Plugin;
}

async function open(start: (env: Record<string, string>) => Promise<DynamicProvider | Plugin>): Promise<Front> {
  const emulator = await startEmulator();
  emulator.control.addCustomer({ id: contoso, domain: "contoso.onmicrosoft.com" });
  emulator.control.addValidationCode({ validationId: "123456" });
  const provider = await start({ PARTNERCENTER_EMULATOR: emulator.url });
  return {
    emulator,
    provider,
    async [Symbol.asyncDispose]() {
      await provider.stop();
      await emulator.close();
    },
  };
}

/** The whole of what is said, without what differs from run to run: ports and ids of requests. */
async function said({ provider, emulator }: Front, ask: (typeof cases)[number][1]): Promise<unknown> {
  const answer = await ask(provider, emulator.control).catch((error: Error) => error.message.split("\n")[0]);
  const messages = provider.logs.filter(({ severity }) => severity !== "debug").map(({ severity, message }) => `${severity}: ${message}`);
  return JSON.parse(
    JSON.stringify({ answer: answer ?? null, messages })
      .replaceAll(/127\.0\.0\.1:\d+/g, "HOST")
      .replaceAll(/(MS-(?:Request|Correlation)Id )[0-9a-f-]+/g, "$1ID"),
  );
}

test.each(cases)("both fronts say the same, word for word: %s", async (_, ask) => {
  await using dynamic = await open((env) => startDynamicProvider({ env }));
  await using plugin = await open((env) => startPlugin({ env, handshake: {} }));
  expect(await said(plugin, ask)).toEqual(await said(dynamic, ask));
});
