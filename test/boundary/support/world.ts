import { type Control, type Emulator, type EmulatorOptions, startEmulator } from "../../../emulator";
import { type DynamicProvider, type DynamicProviderOptions, startDynamicProvider } from "./dynamicProvider";

/** Customers that every world begins with, each without a qualification. */
export const contoso = "0c39d6d5-c70d-4c55-bc02-f620844f3fd1";
export const fabrikam = "1d4ae7e6-d81e-4d66-8d13-0731955f40e2";
/** A customer that no world has. */
export const nobody = "99999999-0000-4000-8000-000000000000";

/** What is declared of Contoso where a test does not care. */
export const education = { customerId: contoso, qualification: "Education", educationSegment: "HigherEducation", website: "contoso.edu" };
export const government = { customerId: contoso, qualification: "GovernmentCommunityCloud", validationCode: "123456" };
export const stateOwned = { customerId: contoso, qualification: "StateOwnedEntity" };

/** An emulator with the customers that every world begins with. */
export async function startWithCustomers(options?: EmulatorOptions): Promise<Emulator> {
  const emulator = await startEmulator(options);
  const { control } = emulator;
  control.addCustomer({ id: contoso, domain: "contoso.onmicrosoft.com" });
  control.addCustomer({ id: fabrikam, domain: "fabrikam.onmicrosoft.com" });
  control.addValidationCode({ validationId: "123456" });
  return emulator;
}

export interface World {
  readonly emulator: Emulator;
  readonly control: Control;
  readonly provider: DynamicProvider;
  /** Another provider process, as the next run of Pulumi has one. It speaks to the same emulator, and ends with the world. */
  restart(options?: DynamicProviderOptions): Promise<DynamicProvider>;
}

export interface WorldOptions {
  /** Default: the emulator's URL in the environment. */
  readonly provider?: (emulator: Emulator) => DynamicProviderOptions;
  readonly emulator?: EmulatorOptions;
}

/** Runs a test with an emulator and a real provider process of its own. */
export async function inWorld(test: (world: World) => Promise<void>, options: WorldOptions = {}): Promise<void> {
  const emulator = await startWithCustomers(options.emulator);
  const processes: DynamicProvider[] = [];
  const usual = options.provider ?? (({ url }: Emulator) => ({ env: { PARTNERCENTER_EMULATOR: url } }));
  const restart: World["restart"] = async (more) => {
    const started = await startDynamicProvider(more ?? usual(emulator));
    processes.push(started);
    return started;
  };
  try {
    await test({ emulator, control: emulator.control, provider: await restart(), restart });
  } finally {
    await Promise.all(processes.map((each) => each.stop()));
    await emulator.close();
  }
}

/** What was asked of Partner Center itself, in order: `GET /v1/customers/…/qualifications`. */
export function calls(control: Control): string[] {
  return control
    .requests()
    .filter(({ path }) => path.startsWith("/v1/"))
    .map(({ method, path }) => `${method} ${path.replace("/v1/customers/", "").replace(contoso, "contoso").replace(fabrikam, "fabrikam")}`);
}

/** What the engine was told, without the emulator's own notice. */
export function warnings({ logs }: DynamicProvider): string[] {
  return logs.filter(({ severity, message }) => severity === "warning" && !message.startsWith("Speaking to")).map(({ message }) => message);
}
