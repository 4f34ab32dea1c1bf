/** What `pulumi stack export` prints of a stack, as far as the command reads it. */
export function exportOf(resources: readonly object[], pending: readonly object[] = []): object {
  const root = { urn: "urn:pulumi:prod::schools::pulumi:pulumi:Stack::schools-prod", type: "pulumi:pulumi:Stack" };
  return {
    version: 3,
    deployment: { manifest: { time: "2026-11-20T14:03:59.123Z" }, resources: [root, ...resources], pending_operations: pending },
  };
}

/** A customer's tenant id that ends in a number. */
export function customer(number: number): string {
  return `0c39d6d5-c70d-4c55-bc02-${String(number).padStart(12, "0")}`;
}

/** A qualification in a state. */
export function qualification(name: string, customerId: string, outputs: object, more: object = {}): object {
  const kind = "qualification" in outputs ? String(outputs.qualification) : "Education";
  return {
    urn: `urn:pulumi:prod::schools::pulumi-nodejs:dynamic/partnercenter:CustomerQualification::${name}`,
    type: "pulumi-nodejs:dynamic/partnercenter:CustomerQualification",
    id: `${customerId}/${kind}`,
    provider: "urn:pulumi:prod::schools::pulumi:providers:pulumi-nodejs::default::1b4f",
    outputs: { __format: 1, customerId, qualification: kind, ...outputs },
    ...more,
  };
}
