import type { EntraCode } from "./errors";
import { readClaims } from "./jwt";
import type { Partner } from "./partners";

/** Why a client is refused. */
export interface Refusal {
  readonly code: EntraCode;
  readonly detail: string;
}

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/**
 * Checks `client_id` and the secret or assertion; undefined if they are good.
 *
 * @param publicClient Whether the app may do without: a user who takes part proves enough (the app "allows public client flows").
 */
export function checkClient(partner: Partner, form: URLSearchParams, now: number, publicClient = false): Refusal | undefined {
  const clientId = form.get("client_id");
  if (!clientId) return { code: 900144, detail: "'client_id'." };
  if (clientId.toLowerCase() !== partner.clientId)
    return { code: 700016, detail: `Identifier '${clientId}', directory '${partner.tenantId}'.` };
  const assertion = form.get("client_assertion");
  if (assertion !== null) return checkAssertion(assertion, form.get("client_assertion_type"), partner.clientId, now);
  const secret = form.get("client_secret");
  if (!secret) return publicClient ? undefined : { code: 7000218, detail: "" };
  return secret === partner.clientSecret ? undefined : { code: 7000215, detail: "Ensure the secret being sent is the value, not the ID." };
}

/**
 * A certificate's or a federated identity's assertion is checked by its shape only: no certificate is registered here (judgement).
 * A federated token has another subject than the app, so only one that names the app as issuer must name it as subject too.
 */
function checkAssertion(assertion: string, type: string | null, clientId: string, now: number): Refusal | undefined {
  if (type !== assertionType) return { code: 900144, detail: "'client_assertion_type'." };
  const claims = readClaims(assertion);
  if (claims === undefined) return { code: 700027, detail: "The assertion is not a JSON Web Token." };
  if (claims["iss"] === clientId && claims["sub"] !== clientId) return { code: 700027, detail: "Its subject is not the app." };
  if (typeof claims["exp"] === "number" && claims["exp"] * 1000 <= now) return { code: 700027, detail: "It expired." };
  return undefined;
}
