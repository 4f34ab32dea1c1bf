import type { Diagnostics } from "../diagnostics";
import { PartnerCenterError } from "../errors";
import type { Wish } from "./arguments";
import { subject } from "./messages";
import type { PartnerCenter } from "./partnerCenterPort";

/** What is made sure of before a request is spent. Rejects where the request must not be sent. */
export async function checkPreconditions(
  inputs: Wish,
  partnerCenter: PartnerCenter,
  diagnostics: Diagnostics,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (inputs.expectedDomain !== undefined) await checkDomain(inputs, inputs.expectedDomain, partnerCenter, signal);
  if (inputs.validationCode !== undefined) await checkCode(inputs, inputs.validationCode, partnerCenter, diagnostics, signal);
}

async function checkDomain(inputs: Wish, expected: string, partnerCenter: PartnerCenter, signal: AbortSignal | undefined): Promise<void> {
  const customer = await partnerCenter.customer(inputs.customerId, signal);
  const listed = [customer.domain, ...(customer.customDomains ?? [])].filter((domain) => domain !== undefined);
  const domains = [...new Set(listed.map((domain) => domain.toLowerCase()))];
  if (domains.includes(expected)) return;
  const has =
    domains.length === 0
      ? "no domain that Partner Center tells"
      : `${domains.length === 1 ? "the domain" : "the domains"} ${domains.join(", ")}`;
  // What was expected is not quoted: it may be a secret of the program.
  throw new PartnerCenterError(`${subject(inputs)} was not asked for: the customer has ${has}, which is not the declared expectedDomain.`, {
    kind: "rule",
    remedy: "Correct customerId or expectedDomain.",
  });
}

/**
 * Looks a Government Community Cloud code up. A code with nothing remaining is refused; one that is not listed is only warned
 * of, since the list may be incomplete (get-a-partner-s-validation-codes, 6/3/2022, says nothing of its age: judgement).
 */
async function checkCode(
  inputs: Wish,
  code: string,
  partnerCenter: PartnerCenter,
  diagnostics: Diagnostics,
  signal: AbortSignal | undefined,
): Promise<void> {
  const about = subject(inputs);
  let codes: Awaited<ReturnType<PartnerCenter["validationCodes"]>>;
  try {
    codes = await partnerCenter.validationCodes(signal);
  } catch (error) {
    if (signal?.aborted) throw error;
    const reason = error instanceof PartnerCenterError ? error.message : "unexpected answer";
    diagnostics.report("warning", `${about}: the validation codes could not be looked up (${reason}); going on without.`);
    return;
  }
  const found = codes.find((candidate) => candidate.validationId === code);
  if (!found) {
    diagnostics.report("warning", `${about}: the validation code is not among the codes that Partner Center lists for this partner.`);
  } else if (found.remainingCreates !== undefined && found.remainingCreates <= 0) {
    throw new PartnerCenterError(`${about} was not asked for: the validation code has no remaining customers.`, {
      kind: "rule",
      remedy: "Ask usgcce@microsoft.com for a new code, and set it as validationCode.",
    });
  }
}
