import type { Submission, ValidationCode } from "../customers/model";
import type { ReceivedRequest } from "../http/requestLog";

/** What stands in the place of a secret. */
export const masked = "***";

const secretFields = /^(code|validationcode|client_secret|client_assertion|refresh_token|access_token|password|assertion)$/i;

/** A received request as the HTTP control interface shows it, without tokens, secrets and codes. */
export function maskRequest(request: ReceivedRequest): ReceivedRequest {
  return {
    ...request,
    headers: maskFields(request.headers, (name) => name === "authorization" || name === "cookie"),
    query: maskFields(request.query, (name) => secretFields.test(name)),
    body: maskBody(request.body, /\/oauth2\//i.test(request.path)),
  };
}

export function maskSubmission(submission: Submission): Submission {
  return { ...submission, body: maskBody(submission.body, false) };
}

export function maskCode(code: ValidationCode): ValidationCode {
  return { ...code, validationId: masked };
}

/** A body that cannot be understood is not shown at all: it might be a secret in a shape that nobody thought of. */
function maskBody(body: string, form: boolean): string {
  if (body === "") return body;
  if (form)
    return new URLSearchParams(maskFields(Object.fromEntries(new URLSearchParams(body)), (name) => secretFields.test(name))).toString();
  try {
    return JSON.stringify(JSON.parse(body, (name, value: unknown) => (secretFields.test(name) ? masked : value)));
  } catch {
    return masked;
  }
}

function maskFields(fields: Readonly<Record<string, string>>, isSecret: (name: string) => boolean): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, isSecret(name) ? masked : value]));
}
