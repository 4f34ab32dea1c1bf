import type { World } from "../world";
import type { Partner } from "./partners";

/** Tenant names that mean "the one of whoever signs in". */
const anyTenant = ["common", "organizations"];

/** The partner of a tenant in a path; for `common`, the one whose app asks. */
export function findPartner(world: World, tenant: string, clientId: string | null): Partner | undefined {
  if (!anyTenant.includes(tenant.toLowerCase())) return world.partners.get(tenant);
  const all = world.partners.all();
  return all.find((partner) => partner.clientId === clientId?.toLowerCase()) ?? all[0];
}
