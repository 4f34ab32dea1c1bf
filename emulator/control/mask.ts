import type { Submission, ValidationCode } from "../customers/model";
import type { ReceivedRequest } from "../http/requestLog";

/** What stands in the place of a secret. */
export const masked = "***";

const secretFields =
  /^(code|validationcode|client_secret|client_assertion|refresh_token|access_token|id_token|device_code|user_code|code_verifier|validationid|password|assertion)$/i;

/** A received request as the HTTP control interface shows it, without tokens, secrets and codes. */
export function maskRequest(request: ReceivedRequest): ReceivedRequest {
  return {
    ...request,
    headers: maskFields(request.headers, (name) => name === "authorization" || name === "cookie"),
    query: maskFields(request.query, (name) => secretFields.test(name)),
    body: maskBody(request.body, /\/oauth2\//i.test(request.path)),
    ...(request.answer === undefined ? {} : { answer: maskBody(request.answer, false) }),
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
    return JSON.stringify(JSON.parse(body.replace(/^\uFEFF/, ""), (name, value: unknown) => (isSecret(name, value) ? masked : value)));
  } catch {
    return masked;
  }
}

/** A number under "code" is that of an error. */
function isSecret(name: string, value: unknown): boolean {
  return secretFields.test(name) && !(name === "code" && typeof value === "number");
}

function maskFields(fields: Readonly<Record<string, string>>, isSecret: (name: string) => boolean): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, isSecret(name) ? masked : value]));
}
