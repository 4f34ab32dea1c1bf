import { type Control, type Emulator, startEmulator } from "../../../emulator";
import { dynamicFront, type Front } from "./fronts";
import { createProject, type Project, type ProjectOptions } from "./project";

/** The customers that the stories speak of. Each emulator begins with them, without a qualification. */
export const customers = {
  contoso: "0c39d6d5-c70d-4c55-bc02-f620844f3fd1",
  fabrikam: "1d4ae7e6-d81e-4d66-8d13-0731955f40e2",
  lamna: "2e5bf8f7-e92f-4e77-9e24-184206606153",
  tailspin: "3f6c09a8-fa30-4f88-af35-295317717264",
} as const;
export type CustomerName = keyof typeof customers;

export interface Emulated {
  readonly project: Project;
  readonly emulator: Emulator;
  readonly control: Control;
}

export type EmulatedOptions = Omit<ProjectOptions, "name"> & { readonly name?: string };

/**
 * Tells one story with a project and an emulator of its own. As in every example, a plain preview refreshes first. The emulator is in the
 * environment of all calls.
 */
export async function withEmulator(options: EmulatedOptions, story: (emulated: Emulated) => Promise<void>): Promise<void> {
  const emulator = await startEmulator();
  let project: Project | undefined;
  try {
    for (const [name, id] of Object.entries(customers)) emulator.control.addCustomer({ id, domain: `${name}.onmicrosoft.com` });
    emulator.control.addValidationCode({ validationId: "123456" });
    const env = { PARTNERCENTER_EMULATOR: emulator.url, ...options.env };
    project = await createProject({ name: "story", refreshAlways: true, ...options, env });
    await story({ project, emulator, control: emulator.control });
  } finally {
    await project?.dispose();
    await emulator.close();
  }
}

/** A program: one line for each resource, and what else it needs. */
export function program(...lines: readonly string[]): string {
  return programOf(dynamicFront, ...lines);
}

/** The same for one of the fronts. */
export function programOf({ module }: Front, ...lines: readonly string[]): string {
  return ['const pulumi = require("@pulumi/pulumi");', `const partnercenter = require("${module}");`, ...lines, ""].join("\n");
}

/** A line that declares Education for a customer, as a constant of the customer's name. */
export function education(customer: CustomerName, args: object = {}, options = "{}"): string {
  return declare(customer, customer, { qualification: "Education", educationSegment: "K12", website: `${customer}.edu`, ...args }, options);
}

/** A line that declares a qualification as a constant of the given name. */
export function declare(name: string, customer: CustomerName, args: object, options = "{}"): string {
  const all = JSON.stringify({ customerId: customers[customer], ...args });
  return `const ${name} = new partnercenter.CustomerQualification(${JSON.stringify(name)}, ${all}, ${options});`;
}

/** A line that makes the vetting statuses of these constants the stack's outputs. */
export function showStatus(...names: readonly string[]): string {
  return names.map((name) => `exports.${name} = ${name}.vettingStatus;`).join("\n");
}

/** How many qualification requests Partner Center has accepted, of one customer or of all. */
export function submissions(control: Control, customer?: CustomerName): number {
  return control.submissions().filter(({ customerId }) => customer === undefined || customerId === customers[customer]).length;
}

/** The diagnostics of one severity in a command's output, without the emulator's own notice. */
export function told(project: Project, severity: "warning" | "error"): string[] {
  return project
    .events()
    .map((event) => event["diagnosticEvent"] as { severity?: string; message?: string } | undefined)
    .filter((event) => event?.severity === severity)
    .map((event) => (event?.message ?? "").replace(/<\{%[^%]*%\}>/g, "").trim())
    .filter((message) => !message.includes("Speaking to the Partner Center emulator"));
}
