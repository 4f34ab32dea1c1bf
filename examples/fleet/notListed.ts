import { isQualification } from "./watch";

/**
 * The qualifications in an exported stack that Partner Center listed once, and no longer does. The state is the only place that knows it: whoever
 * forgets it and declares it again makes a new request.
 */
export function notListedIn(deployment: unknown): readonly string[] {
  const { resources = [] } = (deployment ?? {}) as { readonly resources?: readonly Resource[] };
  return resources
    .filter(({ type, outputs }) => isQualification(type) && outputs?.["vettingStatus"] === "NotListed")
    .map(({ urn, outputs }) => `${urn.split("::").at(-1)} (${String(outputs?.["customerId"])})`);
}

interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** Why a shard is not destroyed. */
export function keepNotListed(names: readonly string[]): string {
  return [
    `Partner Center does not list ${names.join(", ")}: denied some time ago, or asked for a moment ago.`,
    "Only this state knows that they were asked for. Destroyed, the next up would ask again: one of a customer's three requests.",
    "Nothing was destroyed. fleet destroy --forget-notlisted forgets them all the same.",
  ].join(" ");
}
