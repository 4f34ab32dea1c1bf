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
