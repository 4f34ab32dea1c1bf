import { PartnerCenterError } from "../errors";
import { isGuid } from "../guid";
import { canonicalName } from "./model";

/** The one form in which a customer's tenant id is compared, stored in an id and sent. */
export function normalCustomerId(customerId: string): string {
  return customerId.toLowerCase();
}

/** What a resource's id says: which qualification of which customer it tracks. */
export interface Tracked {
  /** Tenant id in lower case. */
  readonly customerId: string;
  /** One of the enum's names, or another text that the service uses. */
  readonly qualification: string;
}

/** `{customerId}/{Kind}`, the id of both resources. */
export function formatId(tracked: Tracked): string {
  return `${normalCustomerId(tracked.customerId)}/${canonicalName(tracked.qualification)}`;
}

/** Reads an id without regard to case; undefined where it is none. */
export function parseId(id: string): Tracked | undefined {
  const [customerId, qualification, ...rest] = id.split("/");
  if (!customerId || !qualification || rest.length > 0 || !isGuid(customerId)) return undefined;
  return { customerId: normalCustomerId(customerId), qualification: canonicalName(qualification) };
}

/** Reads the id of a resource in the state, or says what an id looks like and where another one comes from. */
export function requireId(id: unknown): Tracked {
  const tracked = typeof id === "string" ? parseId(id) : undefined;
  if (tracked) return tracked;
  throw new PartnerCenterError(`${JSON.stringify(id)} is not the id of a customer qualification.`, {
    kind: "rule",
    remedy:
      "Use {customerId}/{Kind}, such as 0c39d6d5-c70d-4c55-bc02-f620844f3fd1/Education. If nobody wrote this id, the state was made by another provider and taken over by an alias: remove the alias, so that the resource is declared anew and adopts what Partner Center lists, and take the old entry out of the state with `pulumi state delete`.",
  });
}
