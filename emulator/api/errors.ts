import { type Answer, json } from "../http/message";

/**
 * Partner Center's error answers. The letters are those of the collection of shapes really seen (facts §5.2);
 * codes without another source are those of error-codes, 06/15/2023.
 */

/** Shape A: the gateway and the older controllers. `code` is a number, though the page says text. */
export function shapeA(
  status: number,
  code: number,
  description: string,
  source: "PartnerFD" | "PartnerApiServiceControllers",
  data?: readonly string[],
): Answer {
  return json(status, { code, description, ...(data === undefined ? {} : { data }), source });
}

/** Shape B: the customers service (confirm-customer-consent-customer-agreement; retrieve-validation-status, 10/27/2021). */
export function shapeB(status: number, code: number, errorName: string, message: string): Answer {
  return json(status, {
    code,
    message,
    description: message,
    errorName,
    isRetryable: false,
    parameters: {},
    errorMessageExtended: `InternalErrorCode=${code}`,
  });
}

/** Shape C: the legacy PUT (issue microsoft/Partner-Center-PowerShell#258). */
export function shapeC(): Answer {
  return json(400, "Customer tagging denied.");
}

/** Shape D: throttling (api-throttling-guidance, 7/18/2022). */
export function throttled(seconds: number): Answer {
  return json(
    429,
    { statusCode: 429, message: `Rate limit is exceeded. Try again in ${seconds} seconds.` },
    { "Retry-After": String(seconds) },
  );
}

const realm = { "WWW-Authenticate": "OAuth realm=urn:cpsvc:cpid:{emulator}" };

/** Shape E: a user token without MFA (partner-security-requirements-mandating-mfa, 05/26/2023). */
export function mfaRequired(form: "emptyBody" | "900421" | "10001"): Answer {
  const challenge = { "WWW-Authenticate": 'Bearer error="invalid_token"' };
  if (form === "emptyBody") return { status: 401, headers: challenge };
  const description = form === "900421" ? "The MFA claim is missing from the access token." : "Authentication failed. MFA required.";
  return { ...shapeA(401, Number(form), description, "PartnerFD"), headers: challenge };
}

export function tokenMissing(): Answer {
  return { ...shapeA(401, 800001, "The partner token is missing.", "PartnerFD"), headers: realm };
}

/** 401/400 "access denied" for a token that cannot be used (judgement: the page has no code for an expired one). */
export function tokenRefused(why: string): Answer {
  return {
    ...shapeA(401, 400, `Access denied. ${why}`, "PartnerFD"),
    headers: { "WWW-Authenticate": `Bearer error="invalid_token", error_description="${why}"` },
  };
}

/** error-codes, newest: the audience graph.windows.net is refused since August 2025. */
export function wrongAudience(audience: string): Answer {
  return {
    ...shapeA(401, 900420, `The audience "${audience}" of the access token is not valid for Partner Center.`, "PartnerFD"),
    headers: realm,
  };
}

export function appOnlyRefused(): Answer {
  return shapeA(403, 900329, "This resource does not support app-only authentication.", "PartnerFD");
}

export function notAGuid(): Answer {
  return shapeA(400, 2000, "The customer tenant id must be a GUID.", "PartnerApiServiceControllers", []);
}

export function noRelationship(partnerId: string, customerId: string): Answer {
  return shapeA(
    403,
    20002,
    `Partner ${partnerId} has no commerce relationship with customer ${customerId}.`,
    "PartnerApiServiceControllers",
    [partnerId, customerId],
  );
}

export function unknownCustomer(customerId: string, shape: "A" | "B"): Answer {
  const text = `The tenant ${customerId} was not found.`;
  return shape === "A"
    ? shapeA(404, 60003, text, "PartnerApiServiceControllers", [customerId])
    : shapeB(404, 60003, "TenantNotFound", text);
}

export function invalidProperty(description: string, ...data: readonly string[]): Answer {
  return shapeA(400, 3000, description, "PartnerApiServiceControllers", data);
}

export function notInEnum(value: string): Answer {
  return shapeA(400, 900126, `Unable to parse enum ${value}.`, "PartnerApiServiceControllers", [value]);
}

/** ASP.NET's own answer (judgement: seen nowhere for this API, but 405 is in the list of statuses). */
export function methodNotAllowed(method: string, allowed: readonly string[]): Answer {
  return json(405, { Message: `The requested resource does not support http method '${method}'.` }, { Allow: allowed.join(", ") });
}

export function unexpectedError(description: string): Answer {
  return shapeA(500, 800003, description, "PartnerApiServiceControllers");
}
