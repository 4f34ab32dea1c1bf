import { type Answer, json } from "../http/message";
import { wellKnown } from "../wellKnown";
import type { Call } from "./call";
import { shapeA } from "./errors";
import { link } from "./paging";

/** `GET /v1/profiles/legalbusiness` (get-legal-business-profile): a partner that may transact. The company is made up. */
export function getLegalBusinessProfile({ caller }: Call): Answer {
  const place = { country: "US", city: "Redmond", state: "WA", addressLine1: "123 Main Street", addressLine2: "", postalCode: "98052" };
  const person = { firstName: "Gena", lastName: "Soto", phoneNumber: "4255550110" };
  const email = wellKnown.userPrincipalName;
  return json(200, {
    companyName: caller.partnerId === wellKnown.tenantId ? "Emulated Partner" : `Emulated Partner ${caller.partnerId.slice(0, 8)}`,
    address: { ...place, ...person },
    primaryContact: { ...person, email },
    companyApproverAddress: place,
    companyApproverEmail: email,
    vettingStatus: "authorized",
    vettingSubStatus: "none",
    profileType: "LegalBusinessProfile",
    links: { self: link("/profiles/legalbusiness") },
    attributes: { objectType: "LegalBusinessProfile" },
  });
}

/** `GET /v1/profiles/mpn?mpnId=` (verify-a-partner-mpn-id, with both samples): of the caller, or of another partner of this emulator. */
export function getMpnProfile({ world, caller, request }: Call): Answer {
  const asked = request.query.get("mpnId");
  const mpnId = asked ?? mpnIdOf(caller.partnerId);
  const known = [caller.partnerId, ...world.partners.all().map(({ tenantId }) => tenantId)];
  if (!known.some((tenantId) => mpnIdOf(tenantId) === mpnId))
    return shapeA(404, 3000, `Partner Organization with partner_id ${mpnId} could not be found`, "PartnerFD", []);
  return json(200, {
    mpnId,
    profileType: "MpnProfile",
    links: { self: link("/profiles/mpn") },
    attributes: { objectType: "MpnProfile" },
  });
}

/** The well-known partner has the id of the sample; others one made of their tenant. */
function mpnIdOf(tenantId: string): string {
  return tenantId === wellKnown.tenantId ? "4391507" : String(1_000_000 + (Number.parseInt(tenantId.slice(0, 8), 16) % 9_000_000));
}
