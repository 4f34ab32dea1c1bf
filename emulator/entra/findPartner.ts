import type { World } from "../world";
import type { Partner } from "./partners";

/** Whether a tenant's name means "the one of whoever signs in". */
export function isAnyTenant(tenant: string): boolean {
  return ["common", "organizations"].includes(tenant.toLowerCase());
}

/** The partner of a tenant in a path; for `common`, the one whose app asks. */
export function findPartner(world: World, tenant: string, clientId: string | null): Partner | undefined {
  if (!isAnyTenant(tenant)) return world.partners.get(tenant);
  const all = world.partners.all();
  return all.find((partner) => partner.clientId === clientId?.toLowerCase()) ?? all[0];
}
